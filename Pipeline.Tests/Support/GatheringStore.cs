using DataflowWrite.Storage;

namespace DataflowWrite.Tests.Support;

/// <summary>A store whose uploads keep all their bytes until they are prepared, and that counts how many these are.</summary>
internal sealed class GatheringStore : IObjectStore
{
    private readonly MemoryObjectStore _store = new();
    private long _kept;
    private long _mostKept;

    /// <summary>Bytes that all uploads kept at once, at the most.</summary>
    public long MostKept => Volatile.Read(ref _mostKept);

    /// <summary>What the last upload was allowed to keep.</summary>
    public long? Allowed { get; private set; }

    public StoreCapabilities Capabilities => _store.Capabilities with { BuffersUploads = true };

    public string Description => "gathering:";

    public ValueTask<ObjectMetadata> PutAsync(
        ObjectPath path, ReadOnlyMemory<byte> content, PutCondition condition = default, CancellationToken cancellationToken = default)
        => _store.PutAsync(path, content, condition, cancellationToken);

    public IAsyncEnumerable<ObjectMetadata> ListAsync(ObjectPath prefix, CancellationToken cancellationToken = default)
        => _store.ListAsync(prefix, cancellationToken);

    public ValueTask<ObjectMetadata?> HeadAsync(ObjectPath path, CancellationToken cancellationToken = default)
        => _store.HeadAsync(path, cancellationToken);

    public ValueTask<Stream> OpenReadAsync(
        ObjectPath path, long offset = 0, long? length = null, CancellationToken cancellationToken = default)
        => _store.OpenReadAsync(path, offset, length, cancellationToken);

    public ValueTask DeleteAsync(ObjectPath path, CancellationToken cancellationToken = default) => _store.DeleteAsync(path, cancellationToken);

    public async ValueTask<IObjectUpload> StartUploadAsync(
        ObjectPath path, UploadOptions? options = null, CancellationToken cancellationToken = default)
    {
        Allowed = options?.MaxBufferedBytes;
        return new Upload(this, await _store.StartUploadAsync(path, options, cancellationToken));
    }

    public ValueTask<ObjectMetadata> CommitAsync(
        PendingObject pending, PutCondition condition = default, CancellationToken cancellationToken = default)
        => _store.CommitAsync(pending, condition, cancellationToken);

    public ValueTask AbortAsync(PendingObject pending, CancellationToken cancellationToken = default) => _store.AbortAsync(pending, cancellationToken);

    public IAsyncEnumerable<PendingObject> ListPendingAsync(ObjectPath prefix, CancellationToken cancellationToken = default)
        => _store.ListPendingAsync(prefix, cancellationToken);

    private void Keep(long bytes)
    {
        var kept = Interlocked.Add(ref _kept, bytes);
        for (var most = MostKept; kept > most; most = MostKept)
            Interlocked.CompareExchange(ref _mostKept, kept, most);
    }

    private sealed class Upload(GatheringStore store, IObjectUpload upload) : IObjectUpload
    {
        private long _kept;

        public ObjectPath Path => upload.Path;

        public long BufferedBytes => Volatile.Read(ref _kept);

        public ValueTask WriteAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default)
        {
            Interlocked.Add(ref _kept, content.Length);
            store.Keep(content.Length);
            return upload.WriteAsync(content, cancellationToken);
        }

        public ValueTask<PendingObject> PrepareAsync(CancellationToken cancellationToken = default)
        {
            Release();
            return upload.PrepareAsync(cancellationToken);
        }

        public ValueTask DisposeAsync()
        {
            Release();
            return upload.DisposeAsync();
        }

        private void Release() => store.Keep(-Interlocked.Exchange(ref _kept, 0));
    }
}
