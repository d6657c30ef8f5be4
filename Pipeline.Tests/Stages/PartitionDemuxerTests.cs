using Apache.Arrow;
using DataflowWrite.Partitioning;
using DataflowWrite.Stages;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Stages;

public sealed class PartitionDemuxerTests
{
    [Test]
    public void A_batch_makes_at_most_one_slice_for_each_partition_in_order_of_first_appearance()
    {
        var slices = Demuxed.Split(Demuxer(keys: 3), NumberedRows.Batch(first: 1, count: 8, keys: 3));

        slices.Select(slice => slice.Partition.Path).Should().Equal("key=k1", "key=k2", "key=k0");
        slices.Select(slice => slice.RowCount).Should().Equal(3, 3, 2);
        slices.Should().OnlyContain(slice => slice.StartsFile && !slice.EndsFile);
    }

    [Test]
    public void The_partition_column_leaves_the_rows()
        => Demuxed.Split(Demuxer(keys: 2), NumberedRows.Batch(0, 4, keys: 2))[0]
            .Batch.Schema.FieldsList.Select(field => field.Name).Should().Equal("id", "text");

    [Test]
    public void Each_partition_rotates_by_itself_exactly_at_the_maximum()
    {
        var demuxer = Demuxer(keys: 2, maxRows: 3);
        var slices = NumberedRows.Batches(rows: 10, rowsPerBatch: 5, keys: 2).SelectMany(batch => Demuxed.Split(demuxer, batch)).ToList();

        slices.Where(slice => slice.Partition.Path == "key=k0").Select(slice => (slice.FileOrdinal, slice.RowCount, slice.EndsFile))
            .Should().Equal((0, 3, true), (3, 2, false));
        slices.Where(slice => slice.Partition.Path == "key=k1").Select(slice => (slice.FileOrdinal, slice.RowCount, slice.EndsFile))
            .Should().Equal((1, 2, false), (1, 1, true), (2, 2, false));
    }

    [Test]
    public void A_batch_without_rows_makes_no_slice()
        => Demuxed.Split(Demuxer(keys: 2), NumberedRows.Batch(0, 0)).Should().BeEmpty();

    [Test]
    public void Slices_outlive_their_batch()
    {
        var batch = NumberedRows.Batch(first: 0, count: 6, keys: 2);
        var slices = Demuxed.Split(Demuxer(keys: 2), batch);

        ((Int64Array)slices[1].Batch.Column("id")).Values.ToArray().Should().Equal(1, 3, 5);
    }

    private static PartitionDemuxer Demuxer(int keys, long maxRows = 1000)
        => new(new(["key"], NumberedRows.Batch(0, 1, keys).Schema, keepColumns: false, KeyText.Encode, foldsCase: false), maxRows);
}
