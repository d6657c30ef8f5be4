using System.Threading.Channels;
using System.Threading.Tasks.Dataflow;
using Apache.Arrow;

namespace DataflowWrite;

/// <summary>Moves batches from an asynchronous stream into a sink until either ends.</summary>
internal static class SourcePump
{
    /// <summary>Never throws: a failure of the source fails the sink, whose completion tells.</summary>
    public static async Task PumpAsync(IAsyncEnumerable<RecordBatch> batches, DatasetSink sink, bool leaveOpen)
    {
        try
        {
            await PumpOrThrowAsync(batches, sink, leaveOpen).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            sink.Fault(exception);
        }
    }

    /// <summary>Takes and discards what a channel still brings, until it completes.</summary>
    public static Task DrainAsync(ChannelReader<RecordBatch> batches, bool leaveOpen)
        => DrainAsync(batches, batch => Discard(batch, leaveOpen));

    /// <inheritdoc cref="DrainAsync(ChannelReader{RecordBatch}, bool)"/>
    public static async Task DrainAsync<T>(ChannelReader<T> source, Action<T> discard)
    {
        try
        {
            await foreach (var item in source.ReadAllAsync().ConfigureAwait(false))
                discard(item);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The write has failed before; how its source ends is no longer of interest.
        }
    }

    private static async Task PumpOrThrowAsync(IAsyncEnumerable<RecordBatch> batches, DatasetSink sink, bool leaveOpen)
    {
        var source = batches.GetAsyncEnumerator(sink.StopToken);
        Task<bool>? unseen = null;
        try
        {
            while (true)
            {
                var move = source.MoveNextAsync();
                bool moved;
                if (move.IsCompleted)
                {
                    moved = await move.ConfigureAwait(false);
                }
                else
                {
                    unseen = move.AsTask();
                    moved = await unseen.WaitAsync(sink.StopToken).ConfigureAwait(false);
                    unseen = null;
                }

                if (!moved)
                    return;

                if (await sink.SendAsync(source.Current).ConfigureAwait(false))
                    continue;

                Discard(source.Current, leaveOpen);
                return;
            }
        }
        finally
        {
            var end = unseen is null ? source.DisposeAsync().AsTask() : DisposeAfterAsync(source, unseen, leaveOpen);
            if (unseen is not { IsCompleted: false })
                await end.ConfigureAwait(false);
        }
    }

    /// <summary>
    /// An enumerator may not be disposed while it moves; one that ignores its token is left to end in its own time. What it still brings is disposed.
    /// </summary>
    private static async Task DisposeAfterAsync(IAsyncEnumerator<RecordBatch> source, Task<bool> step, bool leaveOpen)
    {
        await ((Task)step).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (step.IsCompletedSuccessfully && await step.ConfigureAwait(false))
            Discard(source.Current, leaveOpen);

        await source.DisposeAsync().ConfigureAwait(false);
    }

    private static void Discard(RecordBatch batch, bool leaveOpen)
    {
        if (!leaveOpen)
            batch.Dispose();
    }
}
