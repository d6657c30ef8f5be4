using System.Buffers;

namespace DataflowWrite.Compression;

/// <summary>Copies.</summary>
internal sealed class PlainEncoder(IBufferWriter<byte> output) : IByteEncoder
{
    public bool PassesThrough => true;

    public void Append(ReadOnlySpan<byte> bytes) => output.Write(bytes);

    public void Finish()
    {
    }

    public void Dispose()
    {
    }
}
