using System.Collections.Concurrent;
using DataflowWrite.Storage;

namespace DataflowWrite.Commit;

/// <summary>
/// The tokens of one write, committed all or none. The tokens may come from several writers, and from other processes: whoever holds all of
/// them commits.
/// </summary>
/// <remarks>
/// While it publishes, a reader that lists the store can see some of the files. A commit that fails takes back what it
/// has published, so that the old dataset is left as it was. No file is ever replaced: each one is committed under the condition that its path is free.
/// </remarks>
public sealed class WriteTransaction
{
    private const int ParallelCommits = 8;

    private readonly IObjectStore _store;
    private readonly ConcurrentQueue<PendingObject> _pending = [];
    private int _state;

    /// <summary>Starts an empty transaction over a store.</summary>
    public WriteTransaction(IObjectStore store, string writeId)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentException.ThrowIfNullOrEmpty(writeId);
        _store = store;
        WriteId = writeId;
    }

    /// <summary>The id of the write.</summary>
    public string WriteId { get; }

    /// <summary>Where it stands.</summary>
    public TransactionState State => (TransactionState)Volatile.Read(ref _state);

    /// <summary>The tokens that it holds, in no order.</summary>
    public IReadOnlyCollection<PendingObject> Pending => _pending;

    /// <summary>Takes over a prepared object. Thread-safe.</summary>
    /// <exception cref="InvalidOperationException">The transaction is no longer open.</exception>
    public void Add(PendingObject pending)
    {
        ArgumentNullException.ThrowIfNull(pending);
        if (State != TransactionState.Open)
            throw new InvalidOperationException($"Write {WriteId} is {State} and takes no more objects.");

        _pending.Enqueue(pending);
    }

    /// <summary>Makes all objects visible; when one cannot be, takes back the others and throws.</summary>
    /// <param name="cancellationToken">Honoured until the last object is visible; a cancelled commit is taken back.</param>
    /// <returns>The visible objects, ordered by path.</returns>
    /// <exception cref="CommitFailedException">
    /// An object could not be made visible; the cause is a <see cref="PreconditionFailedException"/> when its path is taken by somebody else's.
    /// </exception>
    /// <exception cref="InvalidOperationException">The transaction was committed or aborted before.</exception>
    public async Task<IReadOnlyList<ObjectMetadata>> CommitAsync(CancellationToken cancellationToken = default)
    {
        Move(TransactionState.Open, TransactionState.Publishing);
        var published = new ConcurrentDictionary<ObjectPath, ObjectMetadata>();
        try
        {
            await Parallel.ForEachAsync(
                _pending.OrderBy(pending => pending.Path.Value, StringComparer.Ordinal),
                new ParallelOptions { MaxDegreeOfParallelism = ParallelCommits, CancellationToken = cancellationToken },
                async (pending, token) => published[pending.Path] =
                    await CommitAsync(pending, token).ConfigureAwait(false)).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            var left = await TakeBackAsync(published).ConfigureAwait(false);
            Move(TransactionState.Publishing, TransactionState.Aborted);
            if (left.Count > 0)
                throw NotTakenBack(exception, left);

            throw;
        }

        Move(TransactionState.Publishing, TransactionState.Published);
        return [.. published.Values.OrderBy(metadata => metadata.Path.Value, StringComparer.Ordinal)];
    }

    /// <summary>Discards all objects; nothing readable is left. Does nothing when the transaction has ended.</summary>
    /// <exception cref="AggregateException">Some objects could not be discarded; the others were.</exception>
    public async Task AbortAsync()
    {
        if (Interlocked.CompareExchange(ref _state, (int)TransactionState.Aborted, (int)TransactionState.Open) != (int)TransactionState.Open)
            return;

        var failures = new List<Exception>();
        foreach (var pending in _pending)
            await TryAsync(() => _store.AbortAsync(pending), failures).ConfigureAwait(false);

        if (failures.Count > 0)
            throw new AggregateException($"Write {WriteId} left {failures.Count} unfinished uploads behind.", failures);
    }

    private async ValueTask<ObjectMetadata> CommitAsync(PendingObject pending, CancellationToken cancellationToken)
    {
        try
        {
            return await _store.CommitAsync(pending, PutCondition.IfAbsent, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CommitFailedException(pending.Path, exception);
        }
    }

    /// <summary>
    /// A commit that failed may still have happened: its answer can be lost. Asking again tells, since a token commits once and then
    /// answers the same; what turns out to be ours is deleted, what is somebody else's is not touched.
    /// </summary>
    private async Task<List<(ObjectPath Path, Exception Failure)>> TakeBackAsync(
        ConcurrentDictionary<ObjectPath, ObjectMetadata> published)
    {
        var left = new List<(ObjectPath, Exception)>();
        foreach (var pending in _pending)
        {
            try
            {
                if (published.ContainsKey(pending.Path) || await IsPublishedAsync(pending).ConfigureAwait(false))
                    await _store.DeleteAsync(pending.Path).ConfigureAwait(false);
                else
                    await _store.AbortAsync(pending).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                left.Add((pending.Path, exception));
            }
        }

        return left;
    }

    private async Task<bool> IsPublishedAsync(PendingObject pending)
    {
        try
        {
            if (await _store.HeadAsync(pending.Path).ConfigureAwait(false) is null)
                return false;

            await _store.CommitAsync(pending, PutCondition.IfAbsent).ConfigureAwait(false);
            return true;
        }
        catch (Exception exception) when (exception is PreconditionFailedException or FileNotFoundException)
        {
            return false;
        }
    }

    private CommitFailedException NotTakenBack(Exception exception, List<(ObjectPath Path, Exception Failure)> left)
    {
        var failed = exception as CommitFailedException;
        return new(
            failed?.Path ?? left[0].Path,
            new IOException(
                $"The commit of write {WriteId} failed, and {left.Count} of its objects could not be taken back: delete what carries the "
                + $"id {WriteId}, once the store answers again. {(failed?.Cause ?? exception).Message}",
                new AggregateException([failed?.Cause ?? exception, .. left.Select(item => item.Failure)])),
            [.. left.Select(item => item.Path)]);
    }

    private static async Task TryAsync(Func<ValueTask> step, List<Exception> failures)
    {
        try
        {
            await step().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            failures.Add(exception);
        }
    }

    private void Move(TransactionState from, TransactionState to)
    {
        var found = (TransactionState)Interlocked.CompareExchange(ref _state, (int)to, (int)from);
        if (found != from)
            throw new InvalidOperationException($"Write {WriteId} is {found}; only one that is {from} can become {to}.");
    }
}
