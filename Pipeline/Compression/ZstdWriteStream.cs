using ZstdSharp;

namespace DataflowWrite.Compression;

/// <summary>One zstd frame. Owns the compressor and leaves its destination open.</summary>
internal sealed class ZstdWriteStream(Stream destination, Compressor compressor) : WriteOnlyStream
{
    private readonly CompressionStream _zstd = new(destination, compressor, bufferSize: 0, preserveCompressor: false, leaveOpen: true);
    private bool _disposed;

    public override bool CanWrite => !_disposed;

    public override void Write(ReadOnlySpan<byte> buffer) => _zstd.Write(buffer);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        => _zstd.WriteAsync(buffer, cancellationToken);

    // A flush inside a frame costs compression and makes the bytes depend on when it came.
    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override ValueTask DisposeAsync()
    {
        if (_disposed)
            return default;

        _disposed = true;
        GC.SuppressFinalize(this);
        return _zstd.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (!disposing || _disposed)
            return;

        _disposed = true;
        _zstd.Dispose();
    }
}
