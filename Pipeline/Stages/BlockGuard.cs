using DataflowWrite.Partitioning;

namespace DataflowWrite.Stages;

/// <summary>
/// The one wrapper around every block delegate. A block loses a message without a trace when its delegate throws an
/// <see cref="OperationCanceledException"/>, and drops its queue when it throws anything else; so nothing is thrown through a
/// block of a sink, and a message that is not processed is disposed here.
/// </summary>
internal static class BlockGuard
{
    /// <summary>The body owns the message once it has returned; until then a failure disposes it here.</summary>
    public static Func<TIn, Task> Consume<TIn>(
        WriteContext context, FaultSite site, Func<TIn, ValueTask> body)
        where TIn : IDisposable
        => async message =>
        {
            if (Skips(context, message, Discard))
                return;

            try
            {
                context.Probe?.Invoke(site.Stage);
                await body(message).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                message.Dispose();
                Record(context, site with { Partition = site.Partition ?? PartitionOf(message) }, exception);
            }
        };

    /// <summary>As <see cref="Consume"/>; a message that is not processed becomes <paramref name="nothing"/>.</summary>
    public static Func<TIn, Task<TOut>> Transform<TIn, TOut>(
        WriteContext context, FaultSite site, TOut nothing, Func<TIn, ValueTask<TOut>> body)
        => async message =>
        {
            if (Skips(context, message, Discard))
                return nothing;

            try
            {
                context.Probe?.Invoke(site.Stage);
                return await body(message).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                Discard(message);
                Record(context, site with { Partition = site.Partition ?? PartitionOf(message) }, exception);
                return nothing;
            }
        };

    /// <summary>
    /// As <see cref="Consume"/>, for a body that makes any number of messages, each handed on as soon as it is made. The body owns
    /// the message from its first step on, and disposes it in a finally clause.
    /// </summary>
    public static Func<TIn, IAsyncEnumerable<TOut>> TransformMany<TIn, TOut>(
        WriteContext context, FaultSite site, Action<TIn> discard, Func<TIn, IAsyncEnumerable<TOut>> body)
    {
        return Run;

        async IAsyncEnumerable<TOut> Run(TIn message)
        {
            if (!Enter(message))
                yield break;

            var items = body(message).GetAsyncEnumerator(context.Token);
            await using (items.ConfigureAwait(false))
            {
                while (await MoveAsync(items).ConfigureAwait(false))
                    yield return items.Current;
            }
        }

        bool Enter(TIn message)
        {
            try
            {
                if (Skips(context, message, discard))
                    return false;

                context.Probe?.Invoke(site.Stage);
                return true;
            }
            catch (Exception exception)
            {
                discard(message);
                Record(context, site, exception);
                return false;
            }
        }

        async ValueTask<bool> MoveAsync(IAsyncEnumerator<TOut> items)
        {
            try
            {
                return await items.MoveNextAsync().ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                Record(context, site, exception);
                return false;
            }
        }
    }

    /// <summary>A step outside of any block, under the same rules; false when it did not succeed.</summary>
    public static async ValueTask<bool> RunAsync(
        WriteContext context, FaultSite site, Func<ValueTask> body)
    {
        if (context.IsStopped)
            return false;

        try
        {
            context.Probe?.Invoke(site.Stage);
            await body().ConfigureAwait(false);
            return true;
        }
        catch (Exception exception)
        {
            Record(context, site, exception);
            return false;
        }
    }

    /// <summary>
    /// A cancellation that nobody here asked for is somebody else's time-out (HTTP clients throw one), and must not read as ours.
    /// </summary>
    public static Exception Translate(Exception exception, WriteContext context)
        => exception is OperationCanceledException && !context.StopIfCancelled()
            ? new TimeoutException($"An operation was cancelled by something other than the caller: {exception.Message}", exception)
            : exception;

    private static void Record(WriteContext context, FaultSite site, Exception exception)
    {
        var cause = Translate(exception, context);
        if (cause is not OperationCanceledException)
            context.Fail(site.Fault(cause));

        if (context.FaultsBlocks)
            throw cause is OperationCanceledException ? new TaskCanceledException(cause.Message, cause) : cause;
    }

    private static bool Skips<T>(WriteContext context, T message, Action<T> discard)
    {
        if (!context.IsStopped)
            return false;

        discard(message);
        if (context.FaultsBlocks)
            context.Token.ThrowIfCancellationRequested();

        return true;
    }

    private static void Discard<T>(T message)
    {
        if (message is IDisposable one)
            one.Dispose();
        else if (message is IEnumerable<IDisposable> many)
            foreach (var item in many)
                item.Dispose();
    }

    private static PartitionKey? PartitionOf<T>(T message) => message switch
    {
        RowSlice slice => slice.Partition,
        RouterMessage { Slice: { } slice } => slice.Partition,
        RowSlice[] { Length: > 0 } slices => slices[0].Partition,
        _ => null,
    };
}
