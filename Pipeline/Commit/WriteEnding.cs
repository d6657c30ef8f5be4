using System.Collections.Concurrent;
using System.Text;
using DataflowWrite.Storage;

namespace DataflowWrite.Commit;

/// <summary>
/// The steps that end a write, by the process that wrote it or by one that recovers it. Each may be taken again, and by several at once.
/// </summary>
internal sealed class WriteEnding(IObjectStore store, int parallelism)
{
    /// <summary>Makes the objects visible.</summary>
    /// <param name="tokens">The objects.</param>
    /// <param name="condition">What must hold for each.</param>
    /// <param name="freshDirectory">The dataset's directory, if the write makes it and it may appear in one step; else null.</param>
    /// <param name="cancellationToken">Leaves off between two objects.</param>
    /// <returns>The visible objects, ordered by path.</returns>
    /// <exception cref="CommitFailedException">An object could not be made visible.</exception>
    public async Task<IReadOnlyList<ObjectMetadata>> PublishAsync(
        IReadOnlyCollection<PendingObject> tokens, PutCondition condition, ObjectPath? freshDirectory, CancellationToken cancellationToken)
    {
        if (freshDirectory is { } directory && tokens.Count > 0 && store is IDirectoryStore directories
            && await TryPublishTogetherAsync(directories, directory, tokens, cancellationToken).ConfigureAwait(false))
            return [.. tokens.OrderBy(token => token.Path.Value, StringComparer.Ordinal).Select(token => new ObjectMetadata(token.Path, token.Size, null))];

        var published = new ConcurrentBag<ObjectMetadata>();
        await ForEachAsync(
            tokens.OrderBy(token => token.Path.Value, StringComparer.Ordinal),
            async (token, stop) => published.Add(await PublishAsync(token, condition, stop).ConfigureAwait(false)),
            cancellationToken).ConfigureAwait(false);
        return [.. published.OrderBy(metadata => metadata.Path.Value, StringComparer.Ordinal)];
    }

    /// <summary>Removes what the visible objects replace, then puts the final ones.</summary>
    /// <exception cref="CleanupFailedException">The store did not answer.</exception>
    public async Task FinishAsync(string writeId, JournalEntry work)
    {
        try
        {
            await FinishAsync(work).ConfigureAwait(false);
        }
        catch (IOException exception)
        {
            throw new CleanupFailedException(writeId, exception);
        }
    }

    private async Task FinishAsync(JournalEntry work)
    {
        var ours = work.Tokens.Select(token => token.Path).ToHashSet();
        var markers = work.Deletes.Where(path => path.Name.StartsWith('_')).ToList();
        foreach (var marker in markers)
            await store.DeleteAsync(marker).ConfigureAwait(false);

        await ForEachAsync(
            work.Deletes.Except(markers).Where(path => !ours.Contains(path)),
            (path, stop) => store.DeleteAsync(path, stop),
            CancellationToken.None).ConfigureAwait(false);
        foreach (var directory in work.Deletes.Select(path => path.Parent).Distinct())
            (store as IDirectoryStore)?.RemoveEmptyDirectories(directory);

        foreach (var final in work.Finals)
            await store.PutAsync(final.Path, Encoding.UTF8.GetBytes(final.Text)).ConfigureAwait(false);
    }

    /// <summary>Takes back what is visible and discards the rest. What somebody else put at one of the paths is not touched.</summary>
    /// <returns>The objects that could not be taken back, since the store did not answer.</returns>
    public async Task<IReadOnlyList<LeftObject>> UndoAsync(IEnumerable<PendingObject> tokens)
        => await TryEachAsync(tokens, UndoAsync).ConfigureAwait(false);

    /// <summary>Discards objects none of which is visible.</summary>
    /// <returns>The objects that could not be discarded, since the store did not answer.</returns>
    public async Task<IReadOnlyList<LeftObject>> AbortAsync(IEnumerable<PendingObject> tokens)
        => await TryEachAsync(tokens, token => store.AbortAsync(token)).ConfigureAwait(false);

    /// <summary>Whether the object of a token is visible: a token commits once, and then answers the same.</summary>
    public async Task<bool> IsPublishedAsync(PendingObject token)
    {
        try
        {
            if (await store.HeadAsync(token.Path).ConfigureAwait(false) is null)
                return false;

            await store.CommitAsync(token, PutCondition.IfAbsent).ConfigureAwait(false);
            return true;
        }
        catch (Exception exception) when (exception is PreconditionFailedException or FileNotFoundException)
        {
            return false;
        }
    }

    private static async Task<bool> TryPublishTogetherAsync(
        IDirectoryStore directories, ObjectPath directory, IReadOnlyCollection<PendingObject> tokens, CancellationToken cancellationToken)
    {
        try
        {
            return await directories.TryPublishAsync(directory, tokens, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException exception)
        {
            throw new CommitFailedException(directory, exception);
        }
    }

    private async ValueTask<ObjectMetadata> PublishAsync(PendingObject token, PutCondition condition, CancellationToken cancellationToken)
    {
        try
        {
            return await store.CommitAsync(token, condition, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CommitFailedException(token.Path, exception);
        }
    }

    /// <summary>
    /// An abort that is final keeps everybody from making the object visible later. Where there is none, making it visible uses the token up; it is
    /// deleted at once.
    /// </summary>
    private async ValueTask UndoAsync(PendingObject token)
    {
        if (store.Capabilities.AbortIsFinal)
            await store.AbortAsync(token).ConfigureAwait(false);

        if (await (store.Capabilities.AbortIsFinal ? IsPublishedAsync(token) : UseUpAsync(token)).ConfigureAwait(false))
            await store.DeleteAsync(token.Path).ConfigureAwait(false);
    }

    private async Task<bool> UseUpAsync(PendingObject token)
    {
        try
        {
            await store.CommitAsync(token, PutCondition.IfAbsent).ConfigureAwait(false);
            return true;
        }
        catch (Exception exception) when (exception is PreconditionFailedException or FileNotFoundException)
        {
            return false;
        }
    }

    private async Task<IReadOnlyList<LeftObject>> TryEachAsync(IEnumerable<PendingObject> tokens, Func<PendingObject, ValueTask> step)
    {
        var left = new ConcurrentBag<LeftObject>();
        await ForEachAsync(tokens, async (token, _) =>
        {
            try
            {
                await step(token).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                left.Add(new(token.Path, exception));
            }
        }, CancellationToken.None).ConfigureAwait(false);
        return [.. left.OrderBy(item => item.Path.Value, StringComparer.Ordinal)];
    }

    private async Task ForEachAsync<T>(IEnumerable<T> items, Func<T, CancellationToken, ValueTask> step, CancellationToken cancellationToken)
    {
        if (parallelism > 1)
        {
            await Parallel.ForEachAsync(
                items, new ParallelOptions { MaxDegreeOfParallelism = parallelism, CancellationToken = cancellationToken }, step).ConfigureAwait(false);
            return;
        }

        foreach (var item in items)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await step(item, cancellationToken).ConfigureAwait(false);
        }
    }
}
