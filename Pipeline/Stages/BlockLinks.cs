using System.Threading.Tasks.Dataflow;

namespace DataflowWrite.Stages;

/// <summary>
/// How blocks are joined. Completion does not travel along a link by default, a block with two completing sources ends with the first,
/// a cancelled source looks like a completed one, and a faulted target leaves its source waiting for ever: every link of the library is made here.
/// </summary>
internal static class BlockLinks
{
    private static readonly DataflowLinkOptions Propagating = new() { PropagateCompletion = true };

    /// <summary>The only source of the target: its end is the target's.</summary>
    public static void Chain<T>(ISourceBlock<T> source, ITargetBlock<T> target)
        => source.LinkTo(target, Propagating);

    /// <summary>As <see cref="Chain"/>, with one more message behind the last one, unless the source has failed.</summary>
    public static void ChainWithEnd<T>(ISourceBlock<T> source, ITargetBlock<T> target, T end)
    {
        source.LinkTo(target);
        _ = EndAsync();

        async Task EndAsync()
        {
            await source.Completion.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (source.Completion.Exception is { } failure)
            {
                target.Fault(failure);
                return;
            }

            if (!source.Completion.IsCanceled)
                await target.SendAsync(end).ConfigureAwait(false);

            target.Complete();
        }
    }

    /// <summary>
    /// A source of somebody else's: its failure or cancellation fails the target, its end is told, and does not complete the target by itself. Once
    /// the target has stopped, the source is emptied, so that producers behind it are released.
    /// </summary>
    public static void Feed<T>(
        ISourceBlock<T> source, ITargetBlock<T> target, Action ended, CancellationToken stopped, Action<T> discard)
    {
        source.LinkTo(target);
        stopped.UnsafeRegister(static state => ((Action)state!)(), (Action)Drain);
        _ = EndAsync();

        void Drain() => source.LinkTo(new DrainTarget<T>(discard));

        async Task EndAsync()
        {
            await source.Completion.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (source.Completion.Exception is { } failure)
                target.Fault(failure);
            else if (source.Completion.IsCanceled)
                target.Fault(new IOException("The source block was cancelled before it had delivered all of its batches."));
            else
                ended();
        }
    }
}
