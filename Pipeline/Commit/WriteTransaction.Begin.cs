using DataflowWrite.Storage;

namespace DataflowWrite.Commit;

/// <content>From nothing to an intent: what has to be known before the first upload.</content>
public sealed partial class WriteTransaction
{
    /// <summary>
    /// Looks at what is there and stores the intent of the write, so that whatever it leaves can be found. Call it before the first upload starts.
    /// </summary>
    /// <exception cref="DatasetExistsException">The save mode forbids what is there.</exception>
    /// <exception cref="WriteConflictException">Another write is about to replace the same files, or has the same id.</exception>
    /// <exception cref="NotSupportedException">The store lacks what the save mode needs, or the directory belongs to a table format.</exception>
    /// <exception cref="IOException">The store did not answer.</exception>
    public Task<TransactionStart> BeginAsync(CancellationToken cancellationToken = default)
        => !_begun && State == TransactionState.Open
            ? BeginCoreAsync(cancellationToken)
            : throw new InvalidOperationException($"Write {WriteId} was begun before.");

    private async Task<TransactionStart> BeginCoreAsync(CancellationToken cancellationToken)
    {
        _begun = true;
        if (!_store.Capabilities.ConditionalPut)
            return Replaces ? throw NeedsConditionalPut() : TransactionStart.Begun;

        if (_options.IsRepeatable && await WasWrittenAsync(cancellationToken).ConfigureAwait(false))
            return TransactionStart.AlreadyWritten;

        if (await ExistsAsync(cancellationToken).ConfigureAwait(false))
            return TransactionStart.Ignored;

        // A single file appears in one step; only what a store cannot list as ours by itself needs an intent.
        if (_options.IsSingleFile && _store.Capabilities.AtomicRename)
            return TransactionStart.Begun;

        var place = await PlaceAsync(cancellationToken).ConfigureAwait(false);
        var intent = new JournalEntry(JournalState.Intent, _options.NewMark())
        {
            Mode = _options.SaveMode,
            SingleFile = _options.IsSingleFile ? _options.Destination : null,
        };
        _journal = await Journal.CreateAsync(_store, place, WriteId, Attempt, intent, cancellationToken).ConfigureAwait(false)
            ?? throw new WriteConflictException(WriteId, $"Another process writes under the id {WriteId}; give each write an id of its own.");
        return await GuardAsync(TakeBaseAsync, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What a replacing write has to know, once others can see that it is there.</summary>
    private async Task<TransactionStart> TakeBaseAsync(CancellationToken cancellationToken)
    {
        _lease = _options.TimeProvider.CreateTimer(RenewLease, null, LeaseRenewal, LeaseRenewal);
        if (!Replaces || _options.IsSingleFile)
            return TransactionStart.Begun;

        await _base.FindAheadAsync(_store, _places, WriteId, cancellationToken).ConfigureAwait(false);
        if (_options.SaveMode != SaveMode.OverwritePartitions)
            foreach (var other in _base.Ahead)
                ScopeClaim.ThrowIfAhead(other, null);

        await _base.TakeFilesAsync(_store, _options.Destination, _places, WriteId, cancellationToken).ConfigureAwait(false);
        if (_options.SaveMode is SaveMode.Overwrite or SaveMode.OverwritePartitions || _base.Files.Count == 0)
            return TransactionStart.Begun;

        if (_options.SaveMode == SaveMode.ErrorIfExists)
            throw Exists(_base.Files[0]);

        await _journal!.RemoveAsync(hasLease: true).ConfigureAwait(false);
        return TransactionStart.Ignored;
    }

    /// <summary>A journal that nobody goes on with must not stay.</summary>
    private async Task<T> GuardAsync<T>(Func<CancellationToken, Task<T>> step, CancellationToken cancellationToken)
    {
        try
        {
            return await step(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await TryRemoveJournalAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>True when there is data and the mode ignores it; an early look, before anything of this write can be seen.</summary>
    private async Task<bool> ExistsAsync(CancellationToken cancellationToken)
    {
        if (_options.SaveMode is not (SaveMode.ErrorIfExists or SaveMode.Ignore))
            return false;

        var found = _options.IsSingleFile
            ? (await _store.HeadAsync(_options.Destination, cancellationToken).ConfigureAwait(false))?.Path
            : await DatasetFiles.FindAnyAsync(_store, _options.Destination, cancellationToken).ConfigureAwait(false);
        if (found is not { } path)
            return false;

        return _options.SaveMode == SaveMode.Ignore ? true : throw Exists(path);
    }

    /// <summary>A dataset that is not there yet, where directories appear by one rename, has its journal beside it.</summary>
    private async Task<ObjectPath> PlaceAsync(CancellationToken cancellationToken)
    {
        if (_places.All is not [var inside, var beside])
            return _places.All[0];

        _isFresh = !await IsThereAsync(cancellationToken).ConfigureAwait(false);
        return _isFresh ? beside : inside;
    }

    private async Task<bool> IsThereAsync(CancellationToken cancellationToken)
    {
        if (_store is IDirectoryStore directories)
            return directories.DirectoryExists(_options.Destination);

        await foreach (var _ in _store.ListAsync(_options.Destination, cancellationToken).ConfigureAwait(false))
            return true;

        return false;
    }

    private async Task<bool> WasWrittenAsync(CancellationToken cancellationToken)
    {
        foreach (var journal in await JournalDirectory.ReadOwnAsync(_store, _places, WriteId, cancellationToken).ConfigureAwait(false))
        {
            Attempt = Math.Max(Attempt, journal.Attempt + 1);
            await new JournalRecovery(_store, _options).EndAsync(journal, cancellationToken).ConfigureAwait(false);
        }

        return _options.IsSingleFile
            ? await IsOursAsync(cancellationToken).ConfigureAwait(false)
            : (await DatasetFiles.ListAsync(_store, _options.Destination, cancellationToken).ConfigureAwait(false))
                .Any(path => path.Name.Contains(WriteId, StringComparison.Ordinal));
    }

    private async Task<bool> IsOursAsync(CancellationToken cancellationToken)
        => await _store.HeadAsync(_options.Destination, cancellationToken).ConfigureAwait(false) is { UserMetadata: { } metadata }
            && metadata.TryGetValue(WriteMark.WriteIdKey, out var id) && id == WriteId;

    private DatasetExistsException Exists(ObjectPath path)
        => new(_options.IsSingleFile
            ? $"'{path}' exists already in {_store.Description}. Give another name, remove it first, or let the save mode be Overwrite."
            : $"'{_options.Destination}' in {_store.Description} holds data already, '{path}' for one. Give another directory, or let the save mode be Append or Overwrite.");

    private NotSupportedException NeedsConditionalPut()
        => new($"{_store.Description} cannot write only where nothing is (it lacks {nameof(StoreCapabilities.ConditionalPut)}), without which two writes could "
            + $"both win; so it takes {nameof(SaveMode)}.{nameof(SaveMode.Append)} only.");

    private void RenewLease(object? state) => _ = TryRenewLeaseAsync();

    private async Task TryRenewLeaseAsync()
    {
        try
        {
            await _journal!.RenewLeaseAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (IOException)
        {
        }
    }
}
