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
        catch (Exception exception) when (!(exception is OperationCanceledException && sink.StopToken.IsCancellationRequested))
        {
            sink.Fault(exception);
        }
        catch (OperationCanceledException)
        {
            sink.Complete();
        }
    }

    private static async Task PumpOrThrowAsync(IAsyncEnumerable<RecordBatch> batches, DatasetSink sink, bool leaveOpen)
    {
        var source = batches.GetAsyncEnumerator(sink.StopToken);
        var step = Task.FromResult(true);
        try
        {
            while (true)
            {
                var move = source.MoveNextAsync();
                var moved = move.IsCompleted
                    ? await move.ConfigureAwait(false)
                    : await (step = move.AsTask()).WaitAsync(sink.StopToken).ConfigureAwait(false);
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
            if (step.IsCompleted)
                await source.DisposeAsync().ConfigureAwait(false);
            else
                _ = DisposeLaterAsync(source, step, leaveOpen);
        }
    }

    /// <summary>An enumerator may not be disposed while it moves; one that ignores its token is left to end in its own time.</summary>
    private static async Task DisposeLaterAsync(IAsyncEnumerator<RecordBatch> source, Task<bool> step, bool leaveOpen)
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
