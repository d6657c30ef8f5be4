using System.Collections.Concurrent;
using DataflowWrite.Storage;

namespace DataflowWrite.Tests.Testing.Mutants;

/// <summary>A memory store, some of whose calls are replaced.</summary>
internal sealed class MutantStore(MemoryObjectStore inner) : IObjectStore
{
    private const string UploadKey = "upload";

    public Func<ObjectPath, ReadOnlyMemory<byte>, PutCondition, CancellationToken, ValueTask<ObjectMetadata>> Put { get; init; } = inner.PutAsync;

    public Func<ObjectPath, CancellationToken, IAsyncEnumerable<ObjectMetadata>> List { get; init; } = inner.ListAsync;

    public Func<ObjectPath, CancellationToken, ValueTask<ObjectMetadata?>> Head { get; init; } = inner.HeadAsync;

    public Func<ObjectPath, long, long?, CancellationToken, ValueTask<Stream>> Open { get; init; } = inner.OpenReadAsync;

    public Func<ObjectPath, CancellationToken, ValueTask> Delete { get; init; } = inner.DeleteAsync;

    public Func<ObjectPath, UploadOptions?, CancellationToken, ValueTask<IObjectUpload>>? Start { get; init; }

    public Func<PendingObject, PutCondition, CancellationToken, ValueTask<ObjectMetadata>> Commit { get; init; } = inner.CommitAsync;

    public Func<PendingObject, CancellationToken, ValueTask> Abort { get; init; } = inner.AbortAsync;

    public Func<ObjectPath, CancellationToken, IAsyncEnumerable<PendingObject>> ListPending { get; init; } = inner.ListPendingAsync;

    public StoreCapabilities Capabilities { get; init; } = inner.Capabilities;

    public string Description { get; init; } = inner.Description;

    /// <summary>The uploads that were started through one instance, by the id in their tokens.</summary>
    public static ConcurrentDictionary<string, bool> NewIds() => new();

    public static string IdOf(PendingObject pending) => pending.State.GetValueOrDefault(UploadKey, "");

    /// <summary>Remembers the ids of the uploads that it starts.</summary>
    public static Func<ObjectPath, UploadOptions?, CancellationToken, ValueTask<IObjectUpload>> StartRemembering(
        MemoryObjectStore inner, ConcurrentDictionary<string, bool> ids)
        => async (path, options, token) =>
        {
            var upload = await inner.StartUploadAsync(path, options, token);
            await foreach (var pending in inner.ListPendingAsync(path.Parent, CancellationToken.None))
                ids.TryAdd(IdOf(pending), true);

            return upload;
        };

    ValueTask<ObjectMetadata> IObjectStore.PutAsync(
        ObjectPath path, ReadOnlyMemory<byte> content, PutCondition condition, CancellationToken cancellationToken)
        => Put(path, content, condition, cancellationToken);

    IAsyncEnumerable<ObjectMetadata> IObjectStore.ListAsync(ObjectPath prefix, CancellationToken cancellationToken) => List(prefix, cancellationToken);

    ValueTask<ObjectMetadata?> IObjectStore.HeadAsync(ObjectPath path, CancellationToken cancellationToken) => Head(path, cancellationToken);

    ValueTask<Stream> IObjectStore.OpenReadAsync(ObjectPath path, long offset, long? length, CancellationToken cancellationToken)
        => Open(path, offset, length, cancellationToken);

    ValueTask IObjectStore.DeleteAsync(ObjectPath path, CancellationToken cancellationToken) => Delete(path, cancellationToken);

    ValueTask<IObjectUpload> IObjectStore.StartUploadAsync(ObjectPath path, UploadOptions? options, CancellationToken cancellationToken)
        => Start?.Invoke(path, options, cancellationToken) ?? inner.StartUploadAsync(path, options, cancellationToken);

    ValueTask<ObjectMetadata> IObjectStore.CommitAsync(PendingObject pending, PutCondition condition, CancellationToken cancellationToken)
        => Commit(pending, condition, cancellationToken);

    ValueTask IObjectStore.AbortAsync(PendingObject pending, CancellationToken cancellationToken) => Abort(pending, cancellationToken);

    IAsyncEnumerable<PendingObject> IObjectStore.ListPendingAsync(ObjectPath prefix, CancellationToken cancellationToken)
        => ListPending(prefix, cancellationToken);
}
