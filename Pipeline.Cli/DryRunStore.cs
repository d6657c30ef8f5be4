using DataflowWrite.Storage;

namespace DataflowWrite.Cli;

/// <summary>
/// Answers questions from a real store and throws away what is written, but for small objects, which a commit reads back. Thread-safe as the
/// real store is.
/// </summary>
internal sealed class DryRunStore(IObjectStore store) : IObjectStore
{
    private readonly MemoryObjectStore _put = new();

    public StoreCapabilities Capabilities => store.Capabilities;

    public string Description => store.Description;

    /// <summary>The same place in a store that writes nothing.</summary>
    public static WriteDestination Instead(WriteDestination destination)
        => WriteDestination.In(
            new DryRunStore(destination.Store),
            destination.HasTrailingSlash || destination.ExistsAsDirectory ? destination.Path.Value + "/" : destination.Path.Value);

    public async ValueTask<ObjectMetadata> PutAsync(
        ObjectPath path, ReadOnlyMemory<byte> content, PutCondition condition = default, CancellationToken cancellationToken = default)
    {
        await CheckAsync(path, condition, cancellationToken);
        return await _put.PutAsync(path, content, condition, cancellationToken);
    }

    public IAsyncEnumerable<ObjectMetadata> ListAsync(ObjectPath prefix, CancellationToken cancellationToken = default)
        => store.ListAsync(prefix, cancellationToken);

    public ValueTask<ObjectMetadata?> HeadAsync(ObjectPath path, CancellationToken cancellationToken = default)
        => store.HeadAsync(path, cancellationToken);

    public async ValueTask<Stream> OpenReadAsync(
        ObjectPath path, long offset = 0, long? length = null, CancellationToken cancellationToken = default)
        => await _put.HeadAsync(path, cancellationToken) is null
            ? await store.OpenReadAsync(path, offset, length, cancellationToken)
            : await _put.OpenReadAsync(path, offset, length, cancellationToken);

    public ValueTask DeleteAsync(ObjectPath path, CancellationToken cancellationToken = default) => _put.DeleteAsync(path, cancellationToken);

    public ValueTask<IObjectUpload> StartUploadAsync(
        ObjectPath path, UploadOptions? options = null, CancellationToken cancellationToken = default)
        => ValueTask.FromResult<IObjectUpload>(new DryRunUpload(path));

    public async ValueTask<ObjectMetadata> CommitAsync(
        PendingObject pending, PutCondition condition = default, CancellationToken cancellationToken = default)
    {
        await CheckAsync(pending.Path, condition, cancellationToken);
        return new(pending.Path, pending.Size, null);
    }

    public ValueTask AbortAsync(PendingObject pending, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

    public IAsyncEnumerable<PendingObject> ListPendingAsync(ObjectPath prefix, CancellationToken cancellationToken = default)
        => store.ListPendingAsync(prefix, cancellationToken);

    private async ValueTask CheckAsync(ObjectPath path, PutCondition condition, CancellationToken cancellationToken)
    {
        if (condition.MustBeAbsent && await store.HeadAsync(path, cancellationToken) is not null)
            throw new PreconditionFailedException(path, $"'{path}' exists already in {store.Description}.");
    }
}
