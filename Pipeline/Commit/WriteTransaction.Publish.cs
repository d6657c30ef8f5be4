using DataflowWrite.Storage;

namespace DataflowWrite.Commit;

/// <content>From everything prepared to everything visible.</content>
public sealed partial class WriteTransaction
{
    private async Task<IReadOnlyList<ObjectMetadata>> PublishByJournalAsync(
        Journal journal,
        Func<IReadOnlyList<ObjectPath>, IReadOnlyList<FinalObject>> finalsOf,
        CancellationToken cancellationToken)
    {
        JournalEntry work;
        try
        {
            work = WorkOf(finalsOf);
        }
        catch
        {
            await GiveUpAsync().ConfigureAwait(false);
            throw;
        }

        try
        {
            await ClaimAsync(journal, work, cancellationToken).ConfigureAwait(false);
        }
        catch (WriteConflictException)
        {
            if (await WasFinishedAsync(journal).ConfigureAwait(false))
                return await FindPublishedAsync().ConfigureAwait(false);

            await GiveUpAsync().ConfigureAwait(false);
            throw;
        }
        catch (Exception exception)
        {
            // The step to publish may be in the journal, and a sweeper at it: only another step may undo it.
            return await FinishAsync(work, await TakeBackAsync(journal, exception).ConfigureAwait(false)).ConfigureAwait(false);
        }

        return await FinishAsync(work, await MakeVisibleAsync(journal, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<ObjectMetadata>> FinishAsync(JournalEntry work, IReadOnlyList<ObjectMetadata> objects)
    {
        await StopLeaseAsync().ConfigureAwait(false);
        await _ending.FinishAsync(WriteId, work).ConfigureAwait(false);
        await TryRemoveJournalAsync().ConfigureAwait(false);
        return objects;
    }

    private async Task GiveUpAsync()
    {
        Move(TransactionState.Publishing, TransactionState.Aborted);
        await DiscardAsync().ConfigureAwait(false);
    }

    /// <summary>
    /// Whether a sweeper has taken our last step for a sign to go on, and has ended the write before we could look: then it has succeeded.
    /// </summary>
    private async Task<bool> WasFinishedAsync(Journal journal)
    {
        await StopLeaseAsync().ConfigureAwait(false);
        return journal.State is JournalState.Intent or JournalState.Prepared && !_pending.IsEmpty && await IsAllVisibleAsync().ConfigureAwait(false);
    }

    /// <summary>
    /// Publishes what needs no journal: one object, which appears in one step, or objects in a store that could not keep a journal.
    /// </summary>
    private async Task<IReadOnlyList<ObjectMetadata>> PublishAloneAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (!_store.Capabilities.ConditionalPut)
                await RequireFreePathsAsync(cancellationToken).ConfigureAwait(false);

            var objects = await _ending.PublishAsync(_pending, Condition, null, cancellationToken).ConfigureAwait(false);
            await TryRemoveJournalAsync().ConfigureAwait(false);
            return objects;
        }
        catch (Exception exception)
        {
            IReadOnlyList<LeftObject> left;
            try
            {
                // What was replaced cannot be taken back: then the write has succeeded, although its answer was lost.
                if (_options.SaveMode == SaveMode.Overwrite && await IsAllVisibleAsync().ConfigureAwait(false))
                    return await _ending.PublishAsync(_pending, Condition, null, CancellationToken.None).ConfigureAwait(false);

                left = await _ending.UndoAsync(_pending).ConfigureAwait(false);
            }
            catch (IOException failure)
            {
                left = LeftAll(failure);
            }

            Move(TransactionState.Publishing, TransactionState.Aborted);
            await EndUndoneAsync(exception, left).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Removes the journal of a write that is undone; where something of it is left, says so and keeps the journal for recovery.</summary>
    private async Task EndUndoneAsync(Exception exception, IReadOnlyList<LeftObject> left)
    {
        await StopLeaseAsync().ConfigureAwait(false);
        if (left.Count > 0)
            throw NotTakenBack(exception, left);

        await TryRemoveJournalAsync().ConfigureAwait(false);
    }

    private IReadOnlyList<LeftObject> LeftAll(IOException failure) => [.. _pending.Select(token => new LeftObject(token.Path, failure))];

    private async Task RequireFreePathsAsync(CancellationToken cancellationToken)
    {
        foreach (var token in _pending)
            if (await _store.HeadAsync(token.Path, cancellationToken).ConfigureAwait(false) is not null)
                throw new CommitFailedException(
                    token.Path, new PreconditionFailedException(token.Path, $"'{token.Path}' exists already in {_store.Description}; nothing was replaced."));
    }

    /// <summary>What there is to do: the objects to make visible, those that they replace, and what comes last.</summary>
    private JournalEntry WorkOf(Func<IReadOnlyList<ObjectPath>, IReadOnlyList<FinalObject>> finalsOf)
    {
        var directory = _options.Destination;
        IReadOnlyList<string>? scope = null;
        IReadOnlyList<ObjectPath> deletes = [];
        if (_options.SaveMode == SaveMode.OverwritePartitions)
        {
            scope = [.. _pending.Select(token => PartitionOf(directory, token.Path)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
            var covered = scope.ToHashSet(StringComparer.Ordinal);
            deletes = [.. _base.Files.Where(path => !path.Name.StartsWith('_') && covered.Contains(PartitionOf(directory, path)))];
        }
        else if (_options.SaveMode == SaveMode.Overwrite)
        {
            deletes = _base.Files;
        }

        return new(JournalState.Prepared, _options.NewMark())
        {
            Tokens = [.. _pending.OrderBy(token => token.Path.Value, StringComparer.Ordinal)],
            Scope = scope,
            Deletes = deletes,
            Finals = finalsOf(deletes),
        };
    }

    private string PartitionOf(ObjectPath directory, ObjectPath path)
        => directory.TryGetRelative(path, out var relative) ? _options.PartitionOf(relative) : "";

    /// <summary>An appending write publishes at once; a replacing one is prepared for all to see, and settles who goes first.</summary>
    private async Task ClaimAsync(Journal journal, JournalEntry work, CancellationToken cancellationToken)
    {
        if (!Replaces)
        {
            await StepAsync(journal, work with { State = JournalState.Publishing }, work.Scope, cancellationToken).ConfigureAwait(false);
            return;
        }

        foreach (var other in _base.Ahead)
            ScopeClaim.ThrowIfAhead(other, work.Scope);

        await StepAsync(journal, work, work.Scope, cancellationToken).ConfigureAwait(false);
        await new ScopeClaim(_store, _places, journal, work.Scope, _options.NewMark).SettleAsync(cancellationToken).ConfigureAwait(false);

        await StepAsync(journal, new(JournalState.Publishing, _options.NewMark()), work.Scope, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes a step of our own; being overtaken by a write of other partitions does not stop it.</summary>
    private async Task StepAsync(Journal journal, JournalEntry entry, IReadOnlyList<string>? scope, CancellationToken cancellationToken)
    {
        while (true)
        {
            var outcome = await journal.AppendAsync(entry, cancellationToken).ConfigureAwait(false);
            if (outcome == AppendOutcome.Appended)
                return;

            var found = journal.Entries[^1];
            if (outcome == AppendOutcome.Gone || found.State != JournalState.Overtaken)
                throw TakenOver();

            if (WriteScope.Overlaps(found.Scope, scope))
                throw ScopeClaim.Conflict(found.OvertakenBy!);
        }
    }

    private async Task<IReadOnlyList<ObjectMetadata>> MakeVisibleAsync(Journal journal, CancellationToken cancellationToken)
    {
        IReadOnlyList<ObjectMetadata> objects;
        try
        {
            objects = await _ending.PublishAsync(_pending, Condition, _isFresh ? _options.Destination : null, cancellationToken).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
        }
        catch (Exception exception)
        {
            return await TakeBackAsync(journal, exception).ConfigureAwait(false);
        }

        return await IsPublishedAsync(journal).ConfigureAwait(false) ? objects : throw TakenOver();
    }

    /// <summary>
    /// Whether the write has reached its point of no return. Without an answer nobody can tell, and all is visible: then recovery finishes it.
    /// </summary>
    private async Task<bool> IsPublishedAsync(Journal journal)
    {
        try
        {
            return await ReachAsync(journal, JournalState.Published).ConfigureAwait(false) == JournalState.Published;
        }
        catch (IOException exception)
        {
            await StopLeaseAsync().ConfigureAwait(false);
            throw new CleanupFailedException(WriteId, exception);
        }
    }

    /// <summary>Undoes the write, unless a sweeper has finished it in the meantime: then it has succeeded.</summary>
    private async Task<IReadOnlyList<ObjectMetadata>> TakeBackAsync(Journal journal, Exception exception)
    {
        IReadOnlyList<LeftObject> left;
        try
        {
            if (await ReachAsync(journal, JournalState.Undoing).ConfigureAwait(false) == JournalState.Published)
                return await FindPublishedAsync().ConfigureAwait(false);

            left = journal.MayBeVisible
                ? await _ending.UndoAsync(_pending).ConfigureAwait(false)
                : await _ending.AbortAsync(_pending).ConfigureAwait(false);
        }
        catch (IOException failure) when (failure is not CleanupFailedException)
        {
            left = LeftAll(failure);
        }

        Move(TransactionState.Publishing, TransactionState.Aborted);
        await EndUndoneAsync(exception, left).ConfigureAwait(false);
        System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(exception);
        return [];
    }

    /// <summary>The visible objects of a write that a sweeper has finished: it has succeeded, whatever the store answers now.</summary>
    private async Task<IReadOnlyList<ObjectMetadata>> FindPublishedAsync()
    {
        try
        {
            return await _ending.PublishAsync(_pending, Condition, null, CancellationToken.None).ConfigureAwait(false);
        }
        catch (CommitFailedException exception)
        {
            throw new CleanupFailedException(WriteId, exception.Cause);
        }
    }

    /// <summary>Takes one of the two last steps, or learns which one a sweeper took.</summary>
    private async Task<JournalState> ReachAsync(Journal journal, JournalState wanted)
    {
        do
        {
            var outcome = await journal.AppendAsync(new(wanted, _options.NewMark()), CancellationToken.None).ConfigureAwait(false);
            if (outcome == AppendOutcome.Gone)
                return await IsAllVisibleAsync().ConfigureAwait(false) ? JournalState.Published : JournalState.Undoing;
        }
        while (journal.State is not (JournalState.Published or JournalState.Undoing));
        return journal.State;
    }

    private async Task<bool> IsAllVisibleAsync()
    {
        foreach (var token in _pending)
            if (!await _ending.IsPublishedAsync(token).ConfigureAwait(false))
                return false;

        return true;
    }

    private WriteConflictException TakenOver()
        => new(WriteId, $"Another process has recovered write {WriteId} while this one was at work; nothing of it is visible. Write again.");
}
