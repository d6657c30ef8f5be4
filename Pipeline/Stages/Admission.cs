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

    /// <summary>
    /// What the objects of a slice take, for each of its columns and once more. A slice of one row is hardly anything else; before the split is known,
    /// each row is taken for a slice of its own.
    /// </summary>
    private const int ObjectBytes = 256;

    /// <summary>A batch may take this part of the budget at once.</summary>
    private const int ShareOfBudget = 4;

    /// <summary>The reference to the batch is given back here.</summary>
    public async IAsyncEnumerable<RouterMessage> SplitAsync(SharedBatch batch, IDemuxer demuxer)
    {
        using var owner = Compact(batch);
        var rowCount = owner.Rows.Length;
        var rowBytes = (double)BatchSize.Logical(owner.Rows) / Math.Max(1, rowCount);
        var sliceBytes = ObjectBytes * (owner.Rows.ColumnCount + 1L);
        var step = RowsAtOnce(rowCount, demuxer.SplitsRows ? rowBytes + sliceBytes : rowBytes);
        for (var offset = 0; offset < rowCount; offset += step)
        {
            var piece = SharedBatch.View(owner.Rows, offset, Math.Min(step, rowCount - offset));
            var bytes = (long)(rowBytes * piece.Length) + (sliceBytes * (demuxer.SplitsRows ? piece.Length : 1));
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
                foreach (var slice in demuxer.Split(piece, owner))
                {
                    slice.Charge = charge.Split((long)(rowBytes * slice.RowCount) + sliceBytes);
                    yield return RouterMessage.Route(slice);
                }
            }
        }
    }

    private static SharedBatch Compact(SharedBatch batch)
    {
        if (BatchSize.Logical(batch.Rows) >= BatchSize.Retained(batch.Rows) / PinnedRatio)
            return batch;

        using (batch)
            return new(RowGather.Copy(batch.Rows, 0, batch.Rows.Length));
    }

    private int RowsAtOnce(int rowCount, double bytesPerRow)
    {
        var share = Math.Max(1, rows.Capacity / ShareOfBudget);
        return (int)Math.Clamp(share / Math.Max(1, bytesPerRow), 1, Math.Max(1, rowCount));
    }
}
