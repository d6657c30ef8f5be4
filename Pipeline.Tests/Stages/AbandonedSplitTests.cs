using DataflowWrite.Columns;
using DataflowWrite.Partitioning;
using DataflowWrite.Stages;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Stages;

public sealed class AbandonedSplitTests
{
    [Test]
    public void A_split_that_is_abandoned_frees_the_pieces_that_nobody_took([Values(0, 1, 3)] int taken)
    {
        const int keys = 4;
        var batch = NumberedRows.Batch(first: 0, count: 4_000, keys);
        var demuxer = new PartitionDemuxer(
            new(["key"], batch.Schema, keepColumns: false, KeyText.Encode, foldsCase: false), maxRowsPerFile: 1_000_000);
        using var owner = new SharedBatch(batch);
        var before = ColumnMemory.LiveBytes;

        var gathered = 0L;
        foreach (var slice in demuxer.Split(batch, owner))
        {
            gathered = Math.Max(gathered, ColumnMemory.LiveBytes - before);
            slice.Dispose();
            if (slice.Partition.Path == $"key=k{taken}")
                break;
        }

        gathered.Should().BeGreaterThan(4_000 * sizeof(long), "the pieces of all keys are gathered at once");
        ColumnMemory.LiveBytes.Should().Be(before);
    }
}
