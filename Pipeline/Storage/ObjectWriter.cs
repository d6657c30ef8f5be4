using System.Buffers;
using DataflowWrite.Compression;

namespace DataflowWrite.Storage;

/// <summary>
/// Writes one object, compressed on the way, that becomes visible with <see cref="CompleteAsync"/> and not before; disposing the writer without
/// it aborts the upload and leaves nothing. One caller at a time.
/// </summary>
/// <remarks>
/// Write asynchronously: a synchronous write never blocks, so that its bytes stay in memory until the next asynchronous call. After a failed or
/// cancelled write the object has a gap, so that nothing but disposing is possible.
/// </remarks>
public sealed class ObjectWriter : Stream
{
    private readonly IObjectStore _store;
    private readonly PutCondition _condition;
    private readonly UploadOptions? _uploadOptions;
    private readonly ObjectEncoder? _encoder;
    private readonly int _bufferSize;
    private readonly PooledBufferWriter _buffer = new();
    private IObjectUpload? _upload;
    private Crc32C _checksum;
    private ObjectWriterState _state;

    internal ObjectWriter(
        IObjectStore store, ObjectPath path, PutCondition condition, UploadOptions? uploadOptions, ObjectEncoder? encoder, int bufferSize)
    {
        _store = store;
        _uploadOptions = uploadOptions;
        _condition = condition;
        _encoder = encoder;
        _bufferSize = bufferSize;
        Path = path;
    }

    /// <summary>Where the object will be.</summary>
    public ObjectPath Path { get; }

    /// <summary>Compressed bytes that the upload has taken so far; after completion the size of the object.</summary>
    public long BytesWritten { get; private set; }

    /// <summary>The CRC-32C of the bytes that the upload has taken so far; null unless the builder asked for it.</summary>
    public uint? Checksum => ComputesChecksum ? _checksum.Value : null;

    internal bool ComputesChecksum { get; init; }

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <summary>True until the writer is completed, disposed, or has failed.</summary>
    public override bool CanWrite => _state == ObjectWriterState.Open;

    /// <summary>Bytes that the upload keeps in memory. Any thread may ask.</summary>
    internal long BufferedBytes => Volatile.Read(ref _upload)?.BufferedBytes ?? 0;

    /// <summary>Not supported.</summary>
    public override long Length => throw new NotSupportedException();

    /// <summary>Not supported.</summary>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>A writer with the default buffer size, level and framing; see <see cref="ObjectWriterBuilder"/>.</summary>
    public static ObjectWriter Create(CompressionType compression, ObjectPath path, IObjectStore store)
        => new ObjectWriterBuilder(compression, path, store).Build();

    /// <summary>Appends bytes. They are compressed by the caller's thread, and stored when the buffer is full.</summary>
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ThrowIfNotOpen();
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            if (_encoder is null && buffer.Length >= _bufferSize)
            {
                await StoreBufferAsync(cancellationToken).ConfigureAwait(false);
                await StoreAsync(buffer, cancellationToken).ConfigureAwait(false);
                return;
            }

            Append(buffer.Span);
            if (_buffer.WrittenCount >= _bufferSize)
                await StoreBufferAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            _state = ObjectWriterState.Failed;
            throw;
        }
    }

    /// <inheritdoc/>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        ValidateBufferArguments(buffer, offset, count);
        return WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count)
    {
        ValidateBufferArguments(buffer, offset, count);
        Write(buffer.AsSpan(offset, count));
    }

    /// <summary>Gathers bytes in memory without waiting; the next asynchronous call hands them to the store.</summary>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        ThrowIfNotOpen();
        Append(buffer);
    }

    /// <summary>Does nothing: when bytes go to the store is the buffer's affair.</summary>
    public override void Flush() => ThrowIfNotOpen();

    /// <summary>Does nothing, as <see cref="Flush"/>.</summary>
    public override Task FlushAsync(CancellationToken cancellationToken)
    {
        ThrowIfNotOpen();
        return Task.CompletedTask;
    }

    /// <summary>Stores the rest and makes it durable, still invisible. The token commits or aborts it; the writer takes no more bytes.</summary>
    public async Task<PendingObject> PrepareAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfNotOpen();
        try
        {
            _encoder?.Finish(_buffer);
            await StoreBufferAsync(cancellationToken).ConfigureAwait(false);
            _upload ??= await _store.StartUploadAsync(Path, _uploadOptions, cancellationToken).ConfigureAwait(false);
            var pending = await _upload.PrepareAsync(cancellationToken).ConfigureAwait(false);
            _state = ObjectWriterState.Prepared;
            return pending;
        }
        catch
        {
            _state = ObjectWriterState.Failed;
            throw;
        }
    }

    /// <summary>
    /// Stores the rest and makes the object visible. When that fails the upload is aborted; the object is there only where the
    /// store committed it and its answer was lost.
    /// </summary>
    public async Task<ObjectMetadata> CompleteAsync(CancellationToken cancellationToken = default)
    {
        var pending = await PrepareAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await _store.CommitAsync(pending, _condition, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            _state = ObjectWriterState.Failed;
            await TryAbortAsync(pending).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Not supported.</summary>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <summary>Not supported.</summary>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <summary>Not supported.</summary>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <summary>Aborts the upload unless it is prepared or complete.</summary>
    public override async ValueTask DisposeAsync()
    {
        if (_state != ObjectWriterState.Disposed)
        {
            _state = ObjectWriterState.Disposed;
            _encoder?.Dispose();
            _buffer.Dispose();
            if (_upload is not null)
                await _upload.DisposeAsync().ConfigureAwait(false);
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Starts to abort without waiting for it; <see cref="DisposeAsync"/> waits.</summary>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _ = DisposeAsync().AsTask();
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        if (_encoder is null)
            _buffer.Write(bytes);
        else
            _encoder.Encode(bytes, _buffer);
    }

    private async ValueTask StoreBufferAsync(CancellationToken cancellationToken)
    {
        if (_buffer.WrittenCount == 0)
            return;

        await StoreAsync(_buffer.WrittenMemory, cancellationToken).ConfigureAwait(false);
        _buffer.Clear();
    }

    private async ValueTask StoreAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        _upload ??= await _store.StartUploadAsync(Path, _uploadOptions, cancellationToken).ConfigureAwait(false);
        await _upload.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        BytesWritten += bytes.Length;
        if (ComputesChecksum)
            _checksum.Append(bytes.Span);
    }

    // The first failure is the one to report; what an abort leaves, ListPendingAsync finds.
    private async ValueTask TryAbortAsync(PendingObject pending)
    {
        try
        {
            await _store.AbortAsync(pending, CancellationToken.None).ConfigureAwait(false);
        }
        catch (IOException)
        {
        }
    }

    private void ThrowIfNotOpen()
    {
        ObjectDisposedException.ThrowIf(_state == ObjectWriterState.Disposed, this);
        if (_state != ObjectWriterState.Open)
            throw new InvalidOperationException(_state == ObjectWriterState.Prepared
                ? $"'{Path}' is complete; it takes no more bytes."
                : $"Writing '{Path}' has failed; dispose the writer and start another one.");
    }
}
