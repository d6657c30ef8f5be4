using DataflowWrite.Storage;

namespace DataflowWrite.Tests.Crashes;

/// <summary>The base of stores that print each call, before it is made, as one line with the path. The lines come in order, one at a time.</summary>
internal abstract class AnnouncingStore(IObjectStore store, TextWriter output) : IObjectStore
{
    /// <summary>The beginning of the lines of calls that make something visible.</summary>
    public const string Publish = "publish ";

    private readonly Lock _lock = new();

    public StoreCapabilities Capabilities => store.Capabilities;

    public string Description => store.Description;

    public ValueTask<ObjectMetadata> PutAsync(
        ObjectPath path, ReadOnlyMemory<byte> content, PutCondition condition = default, CancellationToken cancellationToken = default)
    {
        Announce($"put {path}");
        return store.PutAsync(path, content, condition, cancellationToken);
    }

    public IAsyncEnumerable<ObjectMetadata> ListAsync(ObjectPath prefix, CancellationToken cancellationToken = default)
    {
        Announce($"list {prefix}");
        return store.ListAsync(prefix, cancellationToken);
    }

    public ValueTask<ObjectMetadata?> HeadAsync(ObjectPath path, CancellationToken cancellationToken = default)
    {
        Announce($"head {path}");
        return store.HeadAsync(path, cancellationToken);
    }

    public ValueTask<Stream> OpenReadAsync(
        ObjectPath path, long offset = 0, long? length = null, CancellationToken cancellationToken = default)
    {
        Announce($"read {path}");
        return store.OpenReadAsync(path, offset, length, cancellationToken);
    }

    public ValueTask DeleteAsync(ObjectPath path, CancellationToken cancellationToken = default)
    {
        Announce($"delete {path}");
        return store.DeleteAsync(path, cancellationToken);
    }

    public ValueTask<IObjectUpload> StartUploadAsync(
        ObjectPath path, UploadOptions? options = null, CancellationToken cancellationToken = default)
    {
        Announce($"upload {path}");
        return store.StartUploadAsync(path, options, cancellationToken);
    }

    public ValueTask<ObjectMetadata> CommitAsync(
        PendingObject pending, PutCondition condition = default, CancellationToken cancellationToken = default)
    {
        Announce($"{Publish}{pending.Path}");
        return store.CommitAsync(pending, condition, cancellationToken);
    }

    public ValueTask AbortAsync(PendingObject pending, CancellationToken cancellationToken = default)
    {
        Announce($"abort {pending.Path}");
        return store.AbortAsync(pending, cancellationToken);
    }

    public IAsyncEnumerable<PendingObject> ListPendingAsync(ObjectPath prefix, CancellationToken cancellationToken = default)
    {
        Announce($"pending {prefix}");
        return store.ListPendingAsync(prefix, cancellationToken);
    }

    protected void Announce(string call)
    {
        lock (_lock)
        {
            output.WriteLine(call);
            output.Flush();
        }
    }
}
