using DataflowWrite.Compression;

namespace DataflowWrite.Storage;

/// <summary>
/// A stream into one object of a store, compressed on the way. Nothing is visible until <see cref="CompleteAsync"/> has ended;
/// disposing the writer without it aborts, and leaves nothing. Used by one caller at a time.
/// </summary>
/// <remarks>
/// Asynchronous writes wait for the store. Synchronous ones never block: what they write is gathered in memory until the next
/// asynchronous call. Flushing pushes nothing, since stores take parts of a minimum size. After a failed write every further
/// call throws, and the upload can only be aborted.
/// </remarks>
public sealed class ObjectWriter : Stream
{
    private readonly IObjectStore _store;
    private readonly PutCondition _condition;
    private readonly int _bufferSize;
    private readonly PooledBufferWriter _buffer = new();
    private readonly IByteEncoder _encoder;
    private IObjectUpload? _upload;
    private WriterState _state;

    internal ObjectWriter(ObjectWriterBuilder builder)
    {
        _store = builder.Store;
        _condition = builder.Condition;
        _bufferSize = builder.BufferSize ?? ObjectWriterBuilder.DefaultBufferSize;
        _encoder = ByteEncoder.For(builder.Compression, builder.CompressionLevel, builder.Framing, _buffer);
        Path = builder.Path;
    }

    private enum WriterState
    {
        Open,
        Failed,
        Prepared,
        Disposed,
    }

    /// <summary>The path of the object.</summary>
    public ObjectPath Path { get; }

    /// <summary>Bytes handed to the store so far, after compression.</summary>
    public long BytesWritten { get; private set; }

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => _state == WriterState.Open;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException("An object writer has no length; see BytesWritten.");

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException("An object writer has no position; see BytesWritten.");
        set => throw new NotSupportedException("An object writer cannot seek.");
    }

    /// <summary>A writer with default buffer and level.</summary>
    public static ObjectWriter Create(CompressionType compression, ObjectPath path, IObjectStore store)
        => new ObjectWriterBuilder(compression, path, store).Build();

    /// <inheritdoc/>
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ThrowUnlessOpen();
        try
        {
            if (_encoder.PassesThrough && buffer.Length >= _bufferSize)
            {
                await DrainAsync(cancellationToken).ConfigureAwait(false);
                await UploadAsync(buffer, cancellationToken).ConfigureAwait(false);
                return;
            }

            _encoder.Append(buffer.Span);
            if (_buffer.WrittenCount >= _bufferSize)
                await DrainAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            _state = WriterState.Failed;
            throw;
        }
    }

    /// <inheritdoc/>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        ValidateBufferArguments(buffer, offset, count);
        return WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
    }

    /// <summary>Gathers the bytes; the next asynchronous call hands them to the store.</summary>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        ThrowUnlessOpen();
        _encoder.Append(buffer);
    }

    /// <inheritdoc cref="Write(ReadOnlySpan{byte})"/>
    public override void Write(byte[] buffer, int offset, int count)
    {
        ValidateBufferArguments(buffer, offset, count);
        Write(buffer.AsSpan(offset, count));
    }

    /// <summary>Does nothing: see the remarks.</summary>
    public override void Flush()
    {
    }

    /// <summary>Does nothing: see the remarks.</summary>
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Ends the object and makes it durable, still invisible; the token commits or aborts it, here or in another process.</summary>
    /// <exception cref="InvalidOperationException">The writer has failed or was completed before.</exception>
    public async Task<PendingObject> PrepareAsync(CancellationToken cancellationToken = default)
    {
        ThrowUnlessOpen();
        try
        {
            _encoder.Finish();
            await DrainAsync(cancellationToken).ConfigureAwait(false);
            _upload ??= await _store.StartUploadAsync(Path, cancellationToken).ConfigureAwait(false);
            var pending = await _upload.PrepareAsync(cancellationToken).ConfigureAwait(false);
            _state = WriterState.Prepared;
            return pending;
        }
        catch
        {
            _state = WriterState.Failed;
            throw;
        }
    }

    /// <summary>Ends the object and makes it visible. When that fails the object is aborted.</summary>
    /// <exception cref="PreconditionFailedException">The builder's condition did not hold: by default, something is there.</exception>
    /// <exception cref="InvalidOperationException">The writer has failed or was completed before.</exception>
    public async Task<ObjectMetadata> CompleteAsync(CancellationToken cancellationToken = default)
    {
        var pending = await PrepareAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await _store.CommitAsync(pending, _condition, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            _state = WriterState.Failed;
            await _store.AbortAsync(pending, CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Aborts the upload unless it is prepared or complete.</summary>
    public override async ValueTask DisposeAsync()
    {
        if (_state == WriterState.Disposed)
            return;

        _state = WriterState.Disposed;
        _encoder.Dispose();
        _buffer.Dispose();
        if (_upload is not null)
            await _upload.DisposeAsync().ConfigureAwait(false);

        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("An object writer cannot read.");

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("An object writer cannot seek.");

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException("An object writer has no length.");

    /// <summary>Starts to abort without waiting for it; <see cref="DisposeAsync"/> waits.</summary>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _ = DisposeAsync().AsTask();

        base.Dispose(disposing);
    }

    private async ValueTask DrainAsync(CancellationToken cancellationToken)
    {
        if (_buffer.WrittenCount == 0)
            return;

        await UploadAsync(_buffer.WrittenMemory, cancellationToken).ConfigureAwait(false);
        _buffer.Clear();
    }

    private async ValueTask UploadAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        _upload ??= await _store.StartUploadAsync(Path, cancellationToken).ConfigureAwait(false);
        await _upload.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        BytesWritten += bytes.Length;
    }

    private void ThrowUnlessOpen()
    {
        ObjectDisposedException.ThrowIf(_state == WriterState.Disposed, this);
        if (_state == WriterState.Failed)
            throw new InvalidOperationException($"An earlier write to '{Path}' failed; dispose the writer and start again.");

        if (_state == WriterState.Prepared)
            throw new InvalidOperationException($"'{Path}' is complete and takes no more bytes.");
    }
}
