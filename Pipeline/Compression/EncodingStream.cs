using System.Buffers;

namespace DataflowWrite.Compression;

/// <summary>
/// Writes what an encoder makes to a destination that stays open. How the encoder groups its bytes does not depend on the sizes of the
/// writes, and disposing ends the stream.
/// </summary>
internal abstract class EncodingStream(Stream destination) : WriteOnlyStream
{
    private bool _disposed;

    public sealed override bool CanWrite => !_disposed;

    /// <summary>What the encoder has made and the destination has not got yet.</summary>
    protected ArrayBufferWriter<byte> Output { get; } = new();

    public sealed override void Write(ReadOnlySpan<byte> buffer)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        Encode(buffer);
        destination.Write(Output.WrittenSpan);
        Output.ResetWrittenCount();
    }

    public sealed override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        cancellationToken.ThrowIfCancellationRequested();
        Encode(buffer.Span);
        await destination.WriteAsync(Output.WrittenMemory, cancellationToken).ConfigureAwait(false);
        Output.ResetWrittenCount();
    }

    // A flush inside a stream costs compression and makes the bytes depend on when it came.
    public sealed override void Flush()
    {
    }

    public sealed override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public sealed override async ValueTask DisposeAsync()
    {
        if (_disposed)
            return;

        _disposed = true;
        try
        {
            Finish();
            await destination.WriteAsync(Output.WrittenMemory).ConfigureAwait(false);
        }
        finally
        {
            ReleaseEncoder();
        }

        GC.SuppressFinalize(this);
    }

    protected abstract void Encode(ReadOnlySpan<byte> source);

    /// <summary>Encodes what is still held back, and the end of the stream. Called once.</summary>
    protected abstract void Finish();

    protected abstract void ReleaseEncoder();

    protected sealed override void Dispose(bool disposing)
    {
        if (!disposing || _disposed)
            return;

        _disposed = true;
        try
        {
            Finish();
            destination.Write(Output.WrittenSpan);
        }
        finally
        {
            ReleaseEncoder();
        }
    }
}
