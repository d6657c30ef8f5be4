using DataflowWrite.Storage;

namespace DataflowWrite.Tests.Support;

/// <summary>Cancels the caller's token once so many objects have been committed.</summary>
internal sealed class CancellingStore(IObjectStore inner, int commits, CancellationTokenSource cancel) : IObjectStore
{
    private int _commits;

    public StoreCapabilities Capabilities => inner.Capabilities;

    public string Description => inner.Description;

    public async ValueTask<ObjectMetadata> CommitAsync(
        PendingObject pending, PutCondition condition = default, CancellationToken cancellationToken = default)
    {
        var metadata = await inner.CommitAsync(pending, condition, cancellationToken);
        if (Interlocked.Increment(ref _commits) == commits)
            await cancel.CancelAsync();

        return metadata;
    }

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

    public ValueTask<IObjectUpload> StartUploadAsync(
        ObjectPath path, UploadOptions? options = null, CancellationToken cancellationToken = default)
        => inner.StartUploadAsync(path, options, cancellationToken);

    public ValueTask AbortAsync(PendingObject pending, CancellationToken cancellationToken = default)
        => inner.AbortAsync(pending, cancellationToken);

    public IAsyncEnumerable<PendingObject> ListPendingAsync(ObjectPath prefix, CancellationToken cancellationToken = default)
        => inner.ListPendingAsync(prefix, cancellationToken);
}
