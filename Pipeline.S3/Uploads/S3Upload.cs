using DataflowWrite.Storage;

namespace DataflowWrite.S3.Uploads;

/// <summary>
/// Bytes on their way into a multipart upload. It is started with the first part that is full, or when it is prepared: an upload that ends before has
/// asked the store nothing.
/// </summary>
internal sealed class S3Upload : IObjectUpload
{
    private readonly S3Transport _transport;
    private readonly PartSizes _sizes;
    private readonly PartQueue _queue;
    private readonly UploadStart _start;
    private readonly string _mark = UploadMark.Make();
    private PartBuffer _part;
    private Task<string>? _started;
    private long _size;
    private long _waiting;
    private bool _failed;
    private bool _prepared;
    private bool _disposed;

    public S3Upload(S3Transport transport, ObjectPath path, UploadOptions? options)
    {
        Path = path;
        _transport = transport;
        _sizes = new(transport.Options.PartSize, transport.Options.EqualParts);
        _queue = new(transport, path, options?.MaxBufferedBytes);
        _start = new(transport, path, options, _mark);
        _part = new(_sizes.Of(1));
    }

    public ObjectPath Path { get; }

    public long BufferedBytes => Volatile.Read(ref _waiting) + _queue.Bytes;

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default)
    {
        ThrowIfUnusable();
        cancellationToken.ThrowIfCancellationRequested();
        _failed = true;
        while (content.Length > 0)
        {
            // A full part goes when more comes, so that the last one is never empty.
            if (_part.IsFull)
                await SendPartAsync(cancellationToken).ConfigureAwait(false);

            var taken = _part.Append(content.Span);
            content = content[taken..];
            _size += taken;
            Volatile.Write(ref _waiting, _part.Length);
        }

        _failed = false;
    }

    public async ValueTask<PendingObject> PrepareAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfUnusable();
        cancellationToken.ThrowIfCancellationRequested();
        _failed = true;

        // S3 takes no upload without parts, but one of a single empty part.
        await SendPartAsync(cancellationToken).ConfigureAwait(false);
        await _queue.DrainAsync(cancellationToken).ConfigureAwait(false);
        await _start.RemoveLostAsync(cancellationToken).ConfigureAwait(false);
        var uploadId = await _started!.ConfigureAwait(false);
        _transport.Open.TryRemove(uploadId, out _);
        (_failed, _prepared) = (false, true);
        return new UploadToken(uploadId, _mark, _queue.Sent).ToPending(Path, _size);
    }

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
            return;

        _disposed = true;
        _part.Dispose();
        Volatile.Write(ref _waiting, 0);
        await _queue.StopAsync().ConfigureAwait(false);
        if (!_prepared && _started is not null)
            await AbortAsync(_started).ConfigureAwait(false);
    }

    private async ValueTask SendPartAsync(CancellationToken cancellationToken)
    {
        if (_queue.Count == PartSizes.MaxParts)
            throw new IOException(
                $"Cannot write more of '{Path}' to {_transport.Calls.Store}: S3 takes {PartSizes.MaxParts:N0} parts, and all are used up after {_size:N0} bytes. "
                    + $"Raise {nameof(S3ObjectStoreOptions.PartSize)}{(_sizes.AreEqual ? "" : ", which is where parts start to grow from")}, or write smaller files.");

        _started ??= _start.RunAsync(_queue.Stopped);
        var uploadId = await _started.WaitAsync(cancellationToken).ConfigureAwait(false);
        await _queue.AddAsync(uploadId, _part, cancellationToken).ConfigureAwait(false);
        _part = new(_sizes.Of(_queue.Count + 1));
        Volatile.Write(ref _waiting, 0);
    }

    private async Task AbortAsync(Task<string> started)
    {
        await ((Task)started).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (started.IsCompletedSuccessfully)
        {
            var uploadId = await started.ConfigureAwait(false);
            await _transport.AbortAsync(Path, uploadId, CancellationToken.None).ConfigureAwait(false);
            _transport.Open.TryRemove(uploadId, out _);
        }

        await _start.RemoveLostAsync(CancellationToken.None).ConfigureAwait(false);
    }

    private void ThrowIfUnusable()
    {
        if (_prepared)
            throw new InvalidOperationException($"The upload of '{Path}' is prepared already.");

        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_failed)
            throw new InvalidOperationException($"The upload of '{Path}' has failed; dispose it and start another one.");
    }
}
