using System.Buffers.Text;
using DataflowWrite.Columns.Building;

namespace DataflowWrite.Serialization.Text;

/// <summary>Bytes in Base64 with its padding, and something of its own where there are none.</summary>
internal readonly struct Base64Format(byte[] empty) : IBytesFormat
{
    /// <summary>A multiple of three, so that only the last chunk of a value is padded.</summary>
    private const int ChunkLength = 12 * 1024;

    public void Write(ref Utf8Output output, scoped ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty)
            output.Append(empty);

        while (!value.IsEmpty)
        {
            var chunk = value[..Math.Min(value.Length, ChunkLength)];
            Base64.EncodeToUtf8(chunk, output.Reserve(Base64.GetMaxEncodedToUtf8Length(chunk.Length)), out _, out var written);
            output.Advance(written);
            value = value[chunk.Length..];
        }
    }
}
