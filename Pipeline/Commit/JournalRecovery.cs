using DataflowWrite.Storage;

namespace DataflowWrite.Commit;

/// <summary>Ends a write that its own process does not go on with: finishes it when it has begun to publish, else undoes it.</summary>
internal sealed class JournalRecovery(IObjectStore store, TransactionOptions options)
{
    private readonly WriteEnding _ending = new(store, options.Parallelism);

    /// <summary>What <see cref="EndAsync"/> would do.</summary>
    public static RecoveryAction PlanFor(Journal journal)
        => journal.State is JournalState.Publishing or JournalState.Published ? RecoveryAction.Finish : RecoveryAction.Undo;

    /// <summary>Ends the write and removes its journal; returns what was done, <see cref="RecoveryAction.None"/> when somebody else did it.</summary>
    /// <exception cref="IOException">The store did not answer; call again.</exception>
    public async Task<RecoveryAction> EndAsync(Journal journal, CancellationToken cancellationToken)
    {
        if (!await journal.TryRefreshAsync(cancellationToken).ConfigureAwait(false))
            return RecoveryAction.None;

        while (journal.State is not (JournalState.Published or JournalState.Undoing))
        {
            var next = journal.State == JournalState.Publishing
                ? await TryPublishAsync(journal, cancellationToken).ConfigureAwait(false)
                : JournalState.Undoing;
            if (await journal.AppendAsync(new(next, options.NewMark()), cancellationToken).ConfigureAwait(false) == AppendOutcome.Gone)
                return RecoveryAction.None;
        }

        if (journal.State == JournalState.Published)
            await _ending.FinishAsync(journal.WriteId, journal.Work).ConfigureAwait(false);
        else
            await UndoAsync(journal, cancellationToken).ConfigureAwait(false);

        await RemoveAsync(journal).ConfigureAwait(false);
        return journal.State == JournalState.Published ? RecoveryAction.Finish : RecoveryAction.Undo;
    }

    /// <summary>An object that is gone, or whose path somebody else took, can never be made visible: then the whole write is undone.</summary>
    private async Task<JournalState> TryPublishAsync(Journal journal, CancellationToken cancellationToken)
    {
        try
        {
            var fresh = store is IDirectoryStore directories && !directories.DirectoryExists(options.Destination);
            await _ending.PublishAsync(
                journal.Work.Tokens, PutCondition.IfAbsent, fresh ? options.Destination : null, cancellationToken).ConfigureAwait(false);
            return JournalState.Published;
        }
        catch (CommitFailedException failure) when (failure.Cause is FileNotFoundException or PreconditionFailedException)
        {
            return JournalState.Undoing;
        }
        catch (CommitFailedException failure)
        {
            throw new IOException($"Write {journal.WriteId} could not be finished, and is left as it was. {failure.Message}", failure);
        }
    }

    private async Task UndoAsync(Journal journal, CancellationToken cancellationToken)
    {
        var tokens = journal.Work.Tokens;
        var left = journal.MayBeVisible
            ? await _ending.UndoAsync(tokens).ConfigureAwait(false)
            : await _ending.AbortAsync(tokens).ConfigureAwait(false);
        if (left.Count > 0)
            throw new IOException($"'{left[0].Path}' of write {journal.WriteId} could not be taken back: {left[0].Failure.Message}", left[0].Failure);

        await AbortUploadsAsync(journal, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The uploads that the write had not told its journal of; their names carry its id.</summary>
    private async Task AbortUploadsAsync(Journal journal, CancellationToken cancellationToken)
    {
        var single = journal.Entries[0].SingleFile;
        await foreach (var upload in store.ListPendingAsync(single?.Parent ?? options.Destination, cancellationToken).ConfigureAwait(false))
            if (single is { } file ? upload.Path == file : upload.Path.Name.Contains(journal.WriteId, StringComparison.Ordinal))
                await store.AbortAsync(upload, cancellationToken).ConfigureAwait(false);
    }

    private async Task RemoveAsync(Journal journal)
    {
        await journal.RemoveAsync(hasLease: true).ConfigureAwait(false);
        if (store is not IDirectoryStore directories)
            return;

        foreach (var directory in journal.Work.Tokens.Select(token => token.Path.Parent).Distinct().Append(journal.Directory))
            directories.RemoveEmptyDirectories(directory);
    }
}
