using System.IO.Compression;

namespace DataflowWrite.Compression;

/// <summary>One gzip member, a valid one also when nothing is written. Leaves its destination open.</summary>
internal sealed class GzipWriteStream(Stream destination, int level) : WriteOnlyStream
{
    private readonly GZipStream _gzip = GzipCodec.Open(destination, level);
    private bool _wrote;
    private bool _disposed;

    public override bool CanWrite => !_disposed;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        _wrote |= buffer.Length > 0;
        _gzip.Write(buffer);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _wrote |= buffer.Length > 0;
        return _gzip.WriteAsync(buffer, cancellationToken);
    }

    // A flush inside a member costs compression and makes the bytes depend on when it came.
    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override async ValueTask DisposeAsync()
    {
        if (_disposed)
            return;

        _disposed = true;
        await _gzip.DisposeAsync().ConfigureAwait(false);
        if (!_wrote)
            await destination.WriteAsync(GzipCodec.EmptyMember.ToArray()).ConfigureAwait(false);

        GC.SuppressFinalize(this);
    }

    protected override void Dispose(bool disposing)
    {
        if (!disposing || _disposed)
            return;

        _disposed = true;
        _gzip.Dispose();
        if (!_wrote)
            destination.Write(GzipCodec.EmptyMember);
    }
}
