using DataflowWrite.Columns.Building;

namespace DataflowWrite.Serialization.Text;

/// <summary>Bytes as lower-case hexadecimal digits behind a prefix, and something of its own where there are none.</summary>
internal readonly struct HexFormat(byte[] prefix, byte[] empty) : IBytesFormat
{
    private const int ChunkLength = 16 * 1024;

    public void Write(ref Utf8Output output, scoped ReadOnlySpan<byte> value)
    {
        output.Append(prefix);
        if (value.IsEmpty)
            output.Append(empty);

        while (!value.IsEmpty)
        {
            var chunk = value[..Math.Min(value.Length, ChunkLength)];
            Convert.TryToHexStringLower(chunk, output.Reserve(chunk.Length * 2), out var written);
            output.Advance(written);
            value = value[chunk.Length..];
        }
    }
}
