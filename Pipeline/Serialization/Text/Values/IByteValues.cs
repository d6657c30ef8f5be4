using Apache.Arrow;

namespace DataflowWrite.Serialization.Text.Values;

/// <summary>Reads the values of an array of byte strings, whatever its layout. Implemented by structs.</summary>
internal interface IByteValues
{
    void Bind(string column, ArrayData data, BufferPins pins);

    /// <summary>The bytes of a value; what stands under a null may be anything.</summary>
    /// <exception cref="InvalidDataException">The array points outside its buffers.</exception>
    ReadOnlySpan<byte> Get(int row);
}
