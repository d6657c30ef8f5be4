using System.Collections.Concurrent;
using DataflowWrite.Storage;

namespace DataflowWrite.Commit;

/// <summary>
/// The tokens of one write, committed all or none. The tokens may come from several writers, and from other processes: whoever holds all of
/// them commits.
/// </summary>
/// <remarks>
/// Every step is an entry in a journal beside the data, created if absent, so that after a crash <see cref="Recovery"/>, or the next write of the same
/// id, finishes or undoes it. While it publishes, a reader that lists the store can see some of the files. A commit that fails takes back what it
/// has published, so that the old dataset is left as it was. No file of a dataset is ever replaced: each one is committed under the condition that its
/// path is free, and old files are deleted after the new ones are all visible. docs/commit-protocol.md has the states.
/// </remarks>
public sealed partial class WriteTransaction
{
    private const int FirstAttempt = 1;

    private static readonly TimeSpan LeaseRenewal = TimeSpan.FromMinutes(10);

    private readonly IObjectStore _store;
    private readonly TransactionOptions _options;
    private readonly WriteEnding _ending;
    private readonly JournalPlaces _places;
    private readonly ConcurrentQueue<PendingObject> _pending = [];
    private readonly ConcurrentQueue<LeftObject> _left = [];
    private readonly DatasetBase _base = new();
    private Journal? _journal;
    private ITimer? _lease;
    private bool _begun;
    private bool _isFresh;
    private int _state;

    /// <summary>A transaction over a store, which it does not touch before it is begun.</summary>
    /// <param name="store">Where the objects are.</param>
    /// <param name="writeId">The id of the write, which the names of its files carry.</param>
    /// <param name="options">Null for a write that adds files at the root.</param>
    /// <exception cref="ArgumentException">The options contradict each other.</exception>
    public WriteTransaction(IObjectStore store, string writeId, TransactionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentException.ThrowIfNullOrEmpty(writeId);
        _store = store;
        _options = options ?? new();
        if (_options.IsSingleFile && _options.SaveMode is SaveMode.Append or SaveMode.OverwritePartitions)
            throw new ArgumentException($"Save mode {_options.SaveMode} is for datasets; a single file takes ErrorIfExists, Ignore or Overwrite.", nameof(options));

        _ending = new(store, _options.Parallelism);
        _places = _options.IsSingleFile ? JournalPlaces.OfFile(_options.Destination) : JournalPlaces.OfDataset(store, _options.Destination);
        WriteId = writeId;
    }

    /// <summary>The id of the write.</summary>
    public string WriteId { get; }

    /// <summary>Which attempt of the write this is, from 1: more than 1 after an earlier one of the same id was undone. Known once it is begun.</summary>
    public int Attempt { get; private set; } = FirstAttempt;

    /// <summary>Where it stands.</summary>
    public TransactionState State => (TransactionState)Volatile.Read(ref _state);

    /// <summary>The tokens that it holds, in no order.</summary>
    public IReadOnlyCollection<PendingObject> Pending => _pending;

    /// <summary>
    /// Unfinished uploads and journal entries that the store would not let go of; nobody can read them. While there is an upload among them the journal
    /// stays, so that recovery finds it.
    /// </summary>
    internal IReadOnlyCollection<LeftObject> Left => _left;

    private bool Replaces => _options.SaveMode != SaveMode.Append;

    private PutCondition Condition
        => _store.Capabilities.ConditionalPut && !(_options.IsSingleFile && _options.SaveMode == SaveMode.Overwrite)
            ? PutCondition.IfAbsent
            : PutCondition.None;

    /// <summary>Takes over a prepared object. Thread-safe.</summary>
    /// <exception cref="InvalidOperationException">The transaction is no longer open.</exception>
    public void Add(PendingObject pending)
    {
        ArgumentNullException.ThrowIfNull(pending);
        if (State != TransactionState.Open)
            throw new InvalidOperationException($"Write {WriteId} is {State} and takes no more objects.");

        _pending.Enqueue(pending);
    }

    /// <summary>
    /// Makes all objects visible; when one cannot be, takes back the others and throws. Begins the transaction first if nobody has.
    /// </summary>
    /// <param name="cancellationToken">Honoured until the last object is visible; a cancelled commit is taken back.</param>
    /// <returns>The visible objects, ordered by path.</returns>
    /// <exception cref="CommitFailedException">
    /// An object could not be made visible; the cause is a <see cref="PreconditionFailedException"/> when its path is taken by somebody else's.
    /// </exception>
    /// <exception cref="WriteConflictException">Another write that replaces the same files was first. Nothing is visible.</exception>
    /// <exception cref="DatasetExistsException">The save mode forbids what is there. Nothing is visible.</exception>
    /// <exception cref="InvalidOperationException">The transaction was committed or aborted before.</exception>
    public Task<IReadOnlyList<ObjectMetadata>> CommitAsync(CancellationToken cancellationToken = default)
        => CommitAsync(static _ => [], cancellationToken);

    /// <summary>Discards all objects; nothing readable is left. Does nothing when the transaction has ended.</summary>
    /// <exception cref="AggregateException">Some objects could not be discarded; the others were.</exception>
    public async Task AbortAsync()
    {
        if (Interlocked.CompareExchange(ref _state, (int)TransactionState.Aborted, (int)TransactionState.Open) != (int)TransactionState.Open)
            return;

        await DiscardAsync().ConfigureAwait(false);
        if (!_left.IsEmpty)
            throw new AggregateException(
                $"Write {WriteId} left {_left.Count} unfinished uploads or journal entries behind.", _left.Select(item => item.Failure));
    }

    /// <summary>Takes note of an upload that never was prepared and could not be ended. Thread-safe.</summary>
    internal void Leave(ObjectPath path, Exception failure) => _left.Enqueue(new(path, failure));

    /// <param name="finalsOf">Given what will be deleted, the small objects to put at the very end.</param>
    /// <param name="cancellationToken">As above.</param>
    internal async Task<IReadOnlyList<ObjectMetadata>> CommitAsync(
        Func<IReadOnlyList<ObjectPath>, IReadOnlyList<FinalObject>> finalsOf, CancellationToken cancellationToken)
    {
        Move(TransactionState.Open, TransactionState.Publishing);
        await BeginLateAsync(cancellationToken).ConfigureAwait(false);
        var objects = _journal is null || _options.IsSingleFile
            ? await PublishAloneAsync(cancellationToken).ConfigureAwait(false)
            : await PublishByJournalAsync(_journal, finalsOf, cancellationToken).ConfigureAwait(false);
        Move(TransactionState.Publishing, TransactionState.Published);
        return objects;
    }

    private async Task BeginLateAsync(CancellationToken cancellationToken)
    {
        if (_begun)
            return;

        try
        {
            if (await BeginCoreAsync(cancellationToken).ConfigureAwait(false) is var start and not TransactionStart.Begun)
                throw new InvalidOperationException($"Write {WriteId} has nothing to commit: {start}.");
        }
        catch
        {
            Move(TransactionState.Publishing, TransactionState.Aborted);
            await DiscardAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Discards what was prepared, then the journal; <see cref="Left"/> has what could not be.</summary>
    private async Task DiscardAsync()
    {
        foreach (var left in await _ending.AbortAsync(_pending).ConfigureAwait(false))
            _left.Enqueue(left);

        if (_left.IsEmpty)
            await TryRemoveJournalAsync().ConfigureAwait(false);

        await StopLeaseAsync().ConfigureAwait(false);
    }

    private async Task TryRemoveJournalAsync()
    {
        await StopLeaseAsync().ConfigureAwait(false);
        try
        {
            if (_journal is not null)
                await _journal.RemoveAsync(hasLease: true).ConfigureAwait(false);
        }
        catch (IOException exception)
        {
            _left.Enqueue(new(_journal!.Directory, exception));
        }
    }

    private CommitFailedException NotTakenBack(Exception exception, IReadOnlyList<LeftObject> left)
    {
        var failed = exception as CommitFailedException;
        return new(
            failed?.Path ?? left[0].Path,
            new IOException(
                $"The commit of write {WriteId} failed, and {left.Count} of its objects could not be taken back. Run 'dfw recover' once the store "
                + $"answers again, and delete nothing that carries the id {WriteId} before: recovery undoes the write, or finishes it. {(failed?.Cause ?? exception).Message}",
                new AggregateException([failed?.Cause ?? exception, .. left.Select(item => item.Failure)])),
            [.. left.Select(item => item.Path)]);
    }

    private async Task StopLeaseAsync()
    {
        if (Interlocked.Exchange(ref _lease, null) is { } lease)
            await lease.DisposeAsync().ConfigureAwait(false);
    }

    private void Move(TransactionState from, TransactionState to)
    {
        var found = (TransactionState)Interlocked.CompareExchange(ref _state, (int)to, (int)from);
        if (found != from)
            throw new InvalidOperationException($"Write {WriteId} is {found}; only one that is {from} can become {to}.");
    }
}
