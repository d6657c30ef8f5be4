using System.Buffers;
using System.Runtime.CompilerServices;
using System.Threading.Tasks.Dataflow;
using Apache.Arrow;
using DataflowWrite.Columns;

namespace DataflowWrite;

/// <summary>Turns streams of records into streams of record batches.</summary>
internal static class RowBatches
{
    /// <summary>Rows are gathered until a batch is full or the stream ends.</summary>
    public static async IAsyncEnumerable<RecordBatch> OfAsync<T>(
        IAsyncEnumerable<T> rows, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        where T : IBatchSerializable<T>
    {
        var size = new RowBatchSize();
        var waiting = ArrayPool<T>.Shared.Rent(RowBatchSize.Most);
        var count = 0;
        try
        {
            await foreach (var row in rows.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                waiting[count++] = row;
                if (count < size.Next)
                    continue;

                yield return Create(waiting, count, size);
                count = 0;
            }

            if (count > 0)
                yield return Create(waiting, count, size);
        }
        finally
        {
            ArrayPool<T>.Shared.Return(waiting, RuntimeHelpers.IsReferenceOrContainsReferences<T>());
        }
    }

    /// <summary>Arrays of rows are cut where a batch is full; those that are smaller are batches as they are. A failure of the block ends the stream.</summary>
    public static async IAsyncEnumerable<RecordBatch> OfBlockAsync<T>(
        IReceivableSourceBlock<T[]> arrays, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        where T : IBatchSerializable<T>
    {
        var size = new RowBatchSize();
        await foreach (var rows in arrays.ReceiveAllAsync(cancellationToken).ConfigureAwait(false))
            for (var done = 0; done < rows.Length;)
            {
                var count = Math.Min(size.Next, rows.Length - done);
                yield return Create<T>(rows.AsSpan(done, count), size);
                done += count;
            }

        await arrays.Completion.ConfigureAwait(false);
    }

    private static RecordBatch Create<T>(T[] rows, int count, RowBatchSize size)
        where T : IBatchSerializable<T>
        => Create(rows.AsSpan(0, count), size);

    private static RecordBatch Create<T>(ReadOnlySpan<T> rows, RowBatchSize size)
        where T : IBatchSerializable<T>
    {
        var batch = T.CreateBatch(rows);
        size.Learn(rows.Length, BatchSize.Logical(batch));
        return batch;
    }
}
