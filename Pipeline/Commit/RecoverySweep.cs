using DataflowWrite.Storage;

namespace DataflowWrite.Commit;

/// <summary>One walk over what writes have left at a destination.</summary>
internal sealed class RecoverySweep(IObjectStore store, ObjectPath destination, RecoveryOptions options, bool applies)
{
    private readonly List<RecoveryItem> _items = [];
    private readonly HashSet<string> _alive = new(StringComparer.Ordinal);

    public async Task<IReadOnlyList<RecoveryItem>> RunAsync(CancellationToken cancellationToken)
    {
        await WalkAsync(JournalPlaces.OfDataset(store, destination), null, cancellationToken).ConfigureAwait(false);
        if (!destination.IsRoot)
            await WalkAsync(JournalPlaces.OfFile(destination), destination, cancellationToken).ConfigureAwait(false);

        if (store.Capabilities.ListsOwnUploadsOnly)
            await WalkUploadsAsync(cancellationToken).ConfigureAwait(false);

        // A process that died between the last entry and its directory has left nothing that a listing tells.
        if (applies && store is IDirectoryStore directories)
            foreach (var place in JournalPlaces.OfDataset(store, destination).All)
                directories.RemoveEmptyDirectoriesBelow(place);

        return _items;
    }

    /// <param name="places">Where to look.</param>
    /// <param name="file">The single file whose journals are meant; null for those of a dataset, and of files in it.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    private async Task WalkAsync(JournalPlaces places, ObjectPath? file, CancellationToken cancellationToken)
    {
        foreach (var remains in await JournalDirectory.FindAsync(store, places, cancellationToken).ConfigureAwait(false))
        {
            try
            {
                await VisitAsync(remains, file, cancellationToken).ConfigureAwait(false);
            }
            catch (UnreadableJournalException exception)
            {
                Keep(remains, exception);
            }
        }
    }

    private async Task VisitAsync(JournalRemains remains, ObjectPath? file, CancellationToken cancellationToken)
    {
        var journal = await Journal.ReadAsync(store, remains, isWhole: true, cancellationToken).ConfigureAwait(false);
        if (file is not null && journal?.Entries[0].SingleFile != file)
            return;

        if (journal is not null)
            await EndAsync(journal, cancellationToken).ConfigureAwait(false);
        else
            await RemoveAsync(remains, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What nobody here understands is left alone, and so are the uploads of its write.</summary>
    private void Keep(JournalRemains remains, UnreadableJournalException exception)
    {
        _alive.Add(remains.WriteId);
        _items.Add(new(remains.Objects[0].Parent, remains.WriteId, "unreadable", RecoveryAction.None)
        {
            LastSign = remains.LastSign,
            Problem = exception.Message,
        });
    }

    private async Task EndAsync(Journal journal, CancellationToken cancellationToken)
    {
        var isDue = IsDue(journal.LastSign);
        var action = isDue ? JournalRecovery.PlanFor(journal) : RecoveryAction.None;
        var state = journal.State.ToString().ToLowerInvariant();
        if (!isDue)
            _alive.Add(journal.WriteId);
        else if (applies)
            action = await new JournalRecovery(store, new() { Destination = destination, NewMark = options.NewMark, Parallelism = options.Parallelism })
                .EndAsync(journal, cancellationToken).ConfigureAwait(false);

        _items.Add(new(journal.Directory, journal.WriteId, state, action) { LastSign = journal.LastSign });
    }

    /// <summary>The end of a journal whose write has ended, or a lease that came too late.</summary>
    private async Task RemoveAsync(JournalRemains remains, CancellationToken cancellationToken)
    {
        var isDue = IsDue(remains.LastSign);
        if (isDue && applies)
        {
            foreach (var path in remains.Objects)
                await store.DeleteAsync(path, cancellationToken).ConfigureAwait(false);

            (store as IDirectoryStore)?.RemoveEmptyDirectories(remains.Objects[0].Parent);
        }

        _items.Add(new(remains.Objects[0].Parent, remains.WriteId, "remains", isDue ? RecoveryAction.Remove : RecoveryAction.None)
        {
            LastSign = remains.LastSign,
        });
    }

    private async Task WalkUploadsAsync(CancellationToken cancellationToken)
    {
        await foreach (var upload in UploadsAsync(cancellationToken).ConfigureAwait(false))
        {
            var isDue = IsDue(upload.StartedAt) && !_alive.Any(id => upload.Path.Name.Contains(id, StringComparison.Ordinal));
            if (isDue && applies)
            {
                await store.AbortAsync(upload, cancellationToken).ConfigureAwait(false);
                (store as IDirectoryStore)?.RemoveEmptyDirectories(upload.Path.Parent);
            }

            _items.Add(new(upload.Path, null, "upload", isDue ? RecoveryAction.Remove : RecoveryAction.None) { LastSign = upload.StartedAt });
        }
    }

    /// <summary>Those below a dataset, those of a journal beside it, and that of a single file.</summary>
    private async IAsyncEnumerable<PendingObject> UploadsAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var places = JournalPlaces.OfDataset(store, destination).All;
        await foreach (var upload in store.ListPendingAsync(destination.Parent, cancellationToken).ConfigureAwait(false))
            if (upload.Path == destination || places.Append(destination).Any(place => place.TryGetRelative(upload.Path, out _)))
                yield return upload;
    }

    private bool IsDue(DateTimeOffset? lastSign)
        => options.OlderThan == TimeSpan.Zero || lastSign is null || options.TimeProvider.GetUtcNow() - lastSign >= options.OlderThan;
}
