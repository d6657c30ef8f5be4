using DataflowWrite.Compression;

namespace DataflowWrite.Sources;

/// <summary>
/// What may be a named pipe, opened by its first read and on the thread pool: opening it waits until somebody opens it for writing.
/// </summary>
internal sealed class LatePipe(Func<Stream> open) : ReadOnlyStream
{
    private Task<Stream>? _opened;

    /// <summary>True when it has turned out to be an empty file, which can be opened again.</summary>
    public bool IsPlainFile { get; private set; }

    public override int Read(Span<byte> buffer) => throw new NotSupportedException();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _opened ??= Task.Run(open, CancellationToken.None);
        var pipe = await _opened.WaitAsync(cancellationToken).ConfigureAwait(false);
        IsPlainFile = pipe.CanSeek;
        return await pipe.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _ = CloseAsync();

        base.Dispose(disposing);
    }

    private async Task CloseAsync()
    {
        if (_opened is null)
            return;

        try
        {
            var pipe = await _opened.ConfigureAwait(false);
            await pipe.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The reader has got it already.
        }
    }
}
