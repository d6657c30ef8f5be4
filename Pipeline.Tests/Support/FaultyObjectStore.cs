using System.Collections.Concurrent;
using DataflowWrite.Storage;

namespace DataflowWrite.Tests.Support;

/// <summary>Counts the calls of each kind and fails the n-th one of a chosen kind, before doing it or after (the answer is lost).</summary>
internal sealed class FaultyObjectStore(IObjectStore inner) : IObjectStore
{
    private readonly ConcurrentDictionary<StoreCall, int> _counts = new();
    private readonly ConcurrentDictionary<(StoreCall Call, int Number), (Exception Exception, bool AfterDoing)> _faults = new();

    public StoreCapabilities Capabilities => inner.Capabilities;

    public string Description => inner.Description;

    /// <summary>How many of the planned faults have happened.</summary>
    public int FaultsThrown { get; private set; }

    /// <summary>Calls of one kind so far, failed ones included.</summary>
    public int Count(StoreCall call) => _counts.GetValueOrDefault(call);

    /// <summary>Makes call number <paramref name="number"/> (from 1) of a kind fail.</summary>
    public FaultyObjectStore FailAt(StoreCall call, int number, Exception exception, bool afterDoing = false)
    {
        _faults[(call, number)] = (exception, afterDoing);
        return this;
    }

    public ValueTask<ObjectMetadata> PutAsync(
        ObjectPath path, ReadOnlyMemory<byte> content, PutCondition condition = default, CancellationToken cancellationToken = default)
        => RunAsync(StoreCall.Put, () => inner.PutAsync(path, content, condition, cancellationToken));

    public IAsyncEnumerable<ObjectMetadata> ListAsync(ObjectPath prefix, CancellationToken cancellationToken = default)
        => RunAsync(StoreCall.List, () => inner.ListAsync(prefix, cancellationToken));

    public ValueTask<ObjectMetadata?> HeadAsync(ObjectPath path, CancellationToken cancellationToken = default)
        => RunAsync(StoreCall.Head, () => inner.HeadAsync(path, cancellationToken));

    public ValueTask<Stream> OpenReadAsync(
        ObjectPath path, long offset = 0, long? length = null, CancellationToken cancellationToken = default)
        => RunAsync(StoreCall.OpenRead, () => inner.OpenReadAsync(path, offset, length, cancellationToken));

    public async ValueTask DeleteAsync(ObjectPath path, CancellationToken cancellationToken = default)
        => await RunAsync(StoreCall.Delete, () => Wrap(inner.DeleteAsync(path, cancellationToken)));

    public async ValueTask<IObjectUpload> StartUploadAsync(
        ObjectPath path, UploadOptions? options = null, CancellationToken cancellationToken = default)
    {
        IObjectUpload? started = null;
        try
        {
            return await RunAsync(
                StoreCall.Start,
                async () => (IObjectUpload)new Upload(this, started = await inner.StartUploadAsync(path, options, cancellationToken)));
        }
        catch when (started is not null)
        {
            // The caller never sees this upload, so nobody else can end it.
            await started.DisposeAsync();
            throw;
        }
    }

    public ValueTask<ObjectMetadata> CommitAsync(
        PendingObject pending, PutCondition condition = default, CancellationToken cancellationToken = default)
        => RunAsync(StoreCall.Commit, () => inner.CommitAsync(pending, condition, cancellationToken));

    public async ValueTask AbortAsync(PendingObject pending, CancellationToken cancellationToken = default)
        => await RunAsync(StoreCall.Abort, () => Wrap(inner.AbortAsync(pending, cancellationToken)));

    public IAsyncEnumerable<PendingObject> ListPendingAsync(ObjectPath prefix, CancellationToken cancellationToken = default)
        => RunAsync(StoreCall.ListPending, () => inner.ListPendingAsync(prefix, cancellationToken));

    private static async ValueTask<bool> Wrap(ValueTask task)
    {
        await task;
        return true;
    }

    private async ValueTask<T> RunAsync<T>(StoreCall call, Func<ValueTask<T>> action)
    {
        var number = ThrowBefore(call);
        var result = await action();
        ThrowAfter(call, number);
        return result;
    }

    private async IAsyncEnumerable<T> RunAsync<T>(StoreCall call, Func<IAsyncEnumerable<T>> action)
    {
        var number = ThrowBefore(call);
        await foreach (var item in action())
            yield return item;

        ThrowAfter(call, number);
    }

    private ValueTask AbortUnansweredAsync(PendingObject pending) => inner.AbortAsync(pending);

    private int ThrowBefore(StoreCall call)
    {
        var number = _counts.AddOrUpdate(call, 1, (_, count) => count + 1);
        Throw(call, number, afterDoing: false);
        return number;
    }

    private void ThrowAfter(StoreCall call, int number) => Throw(call, number, afterDoing: true);

    private void Throw(StoreCall call, int number, bool afterDoing)
    {
        if (!_faults.TryGetValue((call, number), out var fault) || fault.AfterDoing != afterDoing)
            return;

        FaultsThrown++;
        throw fault.Exception;
    }

    private sealed class Upload(FaultyObjectStore store, IObjectUpload inner) : IObjectUpload
    {
        private PendingObject? _unanswered;

        public ObjectPath Path => inner.Path;

        public async ValueTask WriteAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default)
            => await store.RunAsync(StoreCall.Write, () => Wrap(inner.WriteAsync(content, cancellationToken)));

        public async ValueTask<PendingObject> PrepareAsync(CancellationToken cancellationToken = default)
        {
            var prepared = await store.RunAsync(
                StoreCall.Prepare, async () => _unanswered = await inner.PrepareAsync(cancellationToken));
            _unanswered = null;
            return prepared;
        }

        public async ValueTask DisposeAsync()
            => await store.RunAsync(StoreCall.DisposeUpload, () => Wrap(EndAsync()));

        // Whoever never got the token cannot abort it: to them the upload is not prepared.
        private async ValueTask EndAsync()
        {
            await inner.DisposeAsync();
            if (_unanswered is not null)
                await store.AbortUnansweredAsync(_unanswered);
        }
    }
}
