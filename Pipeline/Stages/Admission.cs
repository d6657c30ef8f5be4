using System.Runtime.CompilerServices;
using Apache.Arrow;
using DataflowWrite.Columns;

namespace DataflowWrite.Stages;

/// <summary>
/// Takes a batch into the write: charges it before it is split, asks the router for room when there is none, and cuts a batch
/// that is too large for the budget.
/// </summary>
internal sealed class Admission(WriteContext context, ByteBudget rows)
{
    /// <summary>A slice that holds less than this part of the memory that it pins is copied, so that the rest can go.</summary>
    private const int PinnedRatio = 4;

    /// <summary>A batch may take this part of the budget at once.</summary>
    private const int ShareOfBudget = 4;

    /// <summary>The batch is disposed here.</summary>
    public async IAsyncEnumerable<RouterMessage> SplitAsync(
        RecordBatch batch, IDemuxer demuxer, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var owned = Compact(batch);
        var size = BatchSize.Logical(owned);
        var step = RowsAtOnce(owned.Length, size);
        for (var offset = 0; offset < owned.Length; offset += step)
        {
            using var piece = owned.SliceShared(offset, Math.Min(step, owned.Length - offset));
            var bytes = Math.Max(1, size * piece.Length / owned.Length);
            var charge = rows.TryAcquire(bytes);
            while (charge is null)
            {
                var release = rows.NextRelease();
                yield return RouterMessage.Relieve(bytes);
                charge = rows.TryAcquire(bytes);
                if (charge is null)
                    await context.Monitor.StallAsync(release, context.Token).ConfigureAwait(false);
            }

            using (charge)
            {
                foreach (var slice in demuxer.Split(piece))
                {
                    slice.Charge = charge.Split(bytes * slice.RowCount / piece.Length);
                    yield return RouterMessage.Route(slice);
                }
            }
        }
    }

    private static RecordBatch Compact(RecordBatch batch)
    {
        if (BatchSize.Logical(batch) >= BatchSize.Retained(batch) / PinnedRatio)
            return batch;

        using (batch)
            return RowGather.Copy(batch, 0, batch.Length);
    }

    private int RowsAtOnce(int rowCount, long size)
    {
        var share = Math.Max(1, rows.Capacity / ShareOfBudget);
        return size <= share ? Math.Max(1, rowCount) : (int)Math.Max(1, rowCount * (double)share / size);
    }
}
