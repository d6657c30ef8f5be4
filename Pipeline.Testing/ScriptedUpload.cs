using DataflowWrite.Storage;

namespace DataflowWrite.Testing;

/// <summary>An upload whose calls go through the rules of its store.</summary>
internal sealed class ScriptedUpload(ScriptedObjectStore store, IObjectUpload inner) : IObjectUpload
{
    private PendingObject? _unanswered;

    public ObjectPath Path => inner.Path;

    public long BufferedBytes => inner.BufferedBytes;

    public ValueTask WriteAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default)
        => store.RunAsync(StoreCall.Write, Path, () => inner.WriteAsync(content, cancellationToken), cancellationToken);

    public async ValueTask<PendingObject> PrepareAsync(CancellationToken cancellationToken = default)
    {
        var pending = await store.RunAsync(
            StoreCall.Prepare, Path, async () => _unanswered = await inner.PrepareAsync(cancellationToken), cancellationToken);
        _unanswered = null;
        return pending;
    }

    public ValueTask DisposeAsync() => store.RunAsync(StoreCall.DisposeUpload, Path, LetGoAsync, CancellationToken.None);

    /// <summary>Ends the upload without asking the rules.</summary>
    public async ValueTask LetGoAsync()
    {
        await inner.DisposeAsync();

        // Whoever never got the token cannot abort it: to them the upload is not prepared.
        if (_unanswered is { } pending)
            await store.AbortUnansweredAsync(pending);
    }
}
