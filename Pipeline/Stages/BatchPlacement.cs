using Apache.Arrow;
using DataflowWrite.Columns;
using DataflowWrite.Partitioning;

namespace DataflowWrite.Stages;

/// <summary>Cuts the rows of one partition at the ends of its files.</summary>
internal static class BatchPlacement
{
    /// <summary>Slices over the memory of the owner, which each of them keeps alive.</summary>
    public static IEnumerable<PartitionSlice> Cut(RecordBatch rows, SharedBatch owner, PartitionKey partition, FileRotation rotation)
    {
        var size = BatchSize.Logical(rows);
        for (var offset = 0; offset < rows.Length;)
        {
            var place = rotation.Place(rows.Length - offset);
            yield return new(
                SharedBatch.View(rows, offset, place.Rows),
                owner.AddReference(),
                partition,
                place.FileOrdinal,
                place.StartsFile,
                place.EndsFile,
                size * place.Rows / rows.Length);
            offset += place.Rows;
        }
    }
}
