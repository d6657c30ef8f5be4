using Apache.Arrow;
using DataflowWrite.Columns;
using DataflowWrite.Partitioning;

namespace DataflowWrite.Stages;

/// <summary>Cuts the rows of one partition at the ends of its files.</summary>
internal static class BatchPlacement
{
    /// <summary>Slices over the same memory as the batch, which stays the caller's.</summary>
    public static IEnumerable<PartitionSlice> Cut(RecordBatch batch, PartitionKey partition, FileRotation rotation)
    {
        var size = BatchSize.Logical(batch);
        for (var offset = 0; offset < batch.Length;)
        {
            var place = rotation.Place(batch.Length - offset);
            yield return new(
                batch.SliceShared(offset, place.Rows),
                partition,
                place.FileOrdinal,
                place.StartsFile,
                place.EndsFile,
                size * place.Rows / batch.Length);
            offset += place.Rows;
        }
    }
}
