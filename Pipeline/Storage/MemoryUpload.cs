namespace DataflowWrite.Storage;

/// <summary>Bytes on their way into a memory store.</summary>
internal sealed class MemoryUpload(MemoryObjectStore store, ObjectPath path, string id) : IObjectUpload
{
    private readonly PooledBufferWriter _buffer = new();
    private bool _ended;
    private bool _prepared;

    public ObjectPath Path => path;

    public ValueTask WriteAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default)
    {
        ThrowIfUnusable();
        cancellationToken.ThrowIfCancellationRequested();
        content.CopyTo(_buffer.GetMemory(content.Length));
        _buffer.Advance(content.Length);
        return default;
    }

    public ValueTask<PendingObject> PrepareAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfUnusable();
        cancellationToken.ThrowIfCancellationRequested();
        var pending = store.Prepare(path, id, _buffer.WrittenSpan.ToArray());
        _prepared = true;
        End();
        return new(pending);
    }

    public ValueTask DisposeAsync()
    {
        if (_ended)
            return default;

        store.Forget(id);
        End();
        return default;
    }

    private void End()
    {
        _ended = true;
        _buffer.Dispose();
    }

    private void ThrowIfUnusable()
    {
        if (_prepared)
            throw new InvalidOperationException($"The upload of '{path}' is prepared already.");

        ObjectDisposedException.ThrowIf(_ended, this);
    }
}
