using DataflowWrite.Compression;

namespace DataflowWrite.Storage;

internal sealed class SharedBufferStream(SharedBuffer buffer) : WriteOnlyStream
{
    public override void Write(ReadOnlySpan<byte> bytes) => buffer.Write(bytes);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        buffer.Write(bytes.Span);
        return default;
    }

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
