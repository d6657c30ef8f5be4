using Apache.Arrow;
using DataflowWrite.Serialization.Text.Values;

namespace DataflowWrite.Serialization.Text;

/// <summary>Binary values as lower-case hexadecimal digits behind a prefix, and something of its own for those without bytes.</summary>
internal sealed class HexColumn<TValues>(string name, ValueFrame frame, byte[] prefix, byte[] empty) : ColumnWriter(name, frame)
    where TValues : struct, IByteValues
{
    private const int ChunkLength = 16 * 1024;

    private TValues _values = new();

    public override void Write(ref Utf8Output output, int row)
    {
        if (IsNull(row))
        {
            output.Append(Frame.Null);
            return;
        }

        output.Append(Frame.Before);
        output.Append(prefix);
        var value = _values.Get(row);
        if (value.IsEmpty)
            output.Append(empty);

        while (!value.IsEmpty)
        {
            var chunk = value[..Math.Min(value.Length, ChunkLength)];
            Convert.TryToHexStringLower(chunk, output.Reserve(chunk.Length * 2), out var written);
            output.Advance(written);
            value = value[chunk.Length..];
        }

        output.Append(Frame.After);
    }

    protected override void BindValues(ArrayData data, int reads, BufferPins pins) => _values.Bind(Name, data, pins);
}
