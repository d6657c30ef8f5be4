using Apache.Arrow;
using Apache.Arrow.Types;

namespace DataflowWrite.Serialization.Text.Values;

/// <summary>Values of one width, side by side.</summary>
internal unsafe struct FixedValues : IByteValues
{
    private byte* _bytes;
    private int _width;

    public void Bind(string column, ArrayData data, BufferPins pins)
    {
        var type = data.DataType is ExtensionType extension ? extension.StorageType : data.DataType;
        _width = ((FixedSizeBinaryType)type).ByteWidth;
        var needed = ((long)data.Offset + data.Length) * _width;
        _bytes = pins.Pin(column, data, 1, needed) + ((long)data.Offset * _width);
    }

    public readonly ReadOnlySpan<byte> Get(int row) => new(_bytes + ((long)row * _width), _width);
}
