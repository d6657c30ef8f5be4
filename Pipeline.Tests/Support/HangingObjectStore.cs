using DataflowWrite.Storage;

namespace DataflowWrite.Tests.Support;

/// <summary>A store whose uploads hang in every write until the gate fails them; all else is the inner store's.</summary>
internal sealed class HangingObjectStore(IObjectStore inner, Gate gate) : IObjectStore
{
    public StoreCapabilities Capabilities => inner.Capabilities;

    public string Description => inner.Description;

    public ValueTask<ObjectMetadata> PutAsync(
        ObjectPath path, ReadOnlyMemory<byte> content, PutCondition condition = default, CancellationToken cancellationToken = default)
        => inner.PutAsync(path, content, condition, cancellationToken);

    public IAsyncEnumerable<ObjectMetadata> ListAsync(ObjectPath prefix, CancellationToken cancellationToken = default)
        => inner.ListAsync(prefix, cancellationToken);

    public ValueTask<ObjectMetadata?> HeadAsync(ObjectPath path, CancellationToken cancellationToken = default)
        => inner.HeadAsync(path, cancellationToken);

    public ValueTask<Stream> OpenReadAsync(
        ObjectPath path, long offset = 0, long? length = null, CancellationToken cancellationToken = default)
        => inner.OpenReadAsync(path, offset, length, cancellationToken);

    public ValueTask DeleteAsync(ObjectPath path, CancellationToken cancellationToken = default)
        => inner.DeleteAsync(path, cancellationToken);

    public async ValueTask<IObjectUpload> StartUploadAsync(
        ObjectPath path, UploadOptions? options = null, CancellationToken cancellationToken = default)
        => new Upload(await inner.StartUploadAsync(path, options, cancellationToken), gate);

    public ValueTask<ObjectMetadata> CommitAsync(
        PendingObject pending, PutCondition condition = default, CancellationToken cancellationToken = default)
        => inner.CommitAsync(pending, condition, cancellationToken);

    public ValueTask AbortAsync(PendingObject pending, CancellationToken cancellationToken = default)
        => inner.AbortAsync(pending, cancellationToken);

    public IAsyncEnumerable<PendingObject> ListPendingAsync(ObjectPath prefix, CancellationToken cancellationToken = default)
        => inner.ListPendingAsync(prefix, cancellationToken);

    private sealed class Upload(IObjectUpload inner, Gate gate) : IObjectUpload
    {
        public ObjectPath Path => inner.Path;

        public async ValueTask WriteAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default)
            => await gate.WaitAsync(cancellationToken);

        public ValueTask<PendingObject> PrepareAsync(CancellationToken cancellationToken = default)
            => inner.PrepareAsync(cancellationToken);

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
