using System.Buffers.Text;
using Apache.Arrow;
using DataflowWrite.Serialization.Text.Values;

namespace DataflowWrite.Serialization.Text;

/// <summary>Binary values in Base64 with its padding, and something of its own for those without bytes.</summary>
internal sealed class Base64Column<TValues>(string name, ValueFrame frame, byte[] empty) : ColumnWriter(name, frame)
    where TValues : struct, IByteValues
{
    /// <summary>A multiple of three, so that only the last chunk of a value is padded.</summary>
    private const int ChunkLength = 12 * 1024;

    private TValues _values = new();

    public override void Write(ref Utf8Output output, int row)
    {
        if (IsNull(row))
        {
            output.Append(Frame.Null);
            return;
        }

        output.Append(Frame.Before);
        var value = _values.Get(row);
        if (value.IsEmpty)
            output.Append(empty);

        while (!value.IsEmpty)
        {
            var chunk = value[..Math.Min(value.Length, ChunkLength)];
            Base64.EncodeToUtf8(chunk, output.Reserve(Base64.GetMaxEncodedToUtf8Length(chunk.Length)), out _, out var written);
            output.Advance(written);
            value = value[chunk.Length..];
        }

        output.Append(Frame.After);
    }

    protected override void BindValues(ArrayData data, int reads, BufferPins pins) => _values.Bind(Name, data, pins);
}
