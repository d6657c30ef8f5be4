using Apache.Arrow;
using DataflowWrite.Stages;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Stages;

public sealed class RowCountDemuxerTests
{
    [Test]
    public void Batches_go_to_the_files_in_turn()
    {
        var files = Split(new RowCountDemuxer(parallelFiles: 3, maxRowsPerFile: 1000), [10, 10, 10, 10, 10]);

        files.Should().Equal((0, 10), (1, 10), (2, 10), (0, 10), (1, 10));
    }

    [Test]
    public void Fewer_batches_than_files_open_no_more_files_than_batches()
        => Split(new RowCountDemuxer(parallelFiles: 4, maxRowsPerFile: 1000), [10, 10])
            .Select(slice => slice.File).Distinct().Should().HaveCount(2);

    [Test]
    public void Batches_without_rows_open_no_file_and_take_no_turn()
        => Split(new RowCountDemuxer(parallelFiles: 2, maxRowsPerFile: 1000), [0, 10, 0, 0, 10, 10])
            .Should().Equal((0, 10), (1, 10), (0, 10));

    [Test]
    public void A_batch_is_cut_where_its_file_is_full()
        => Split(new RowCountDemuxer(parallelFiles: 2, maxRowsPerFile: 15), [10, 10, 10, 10])
            .Should().Equal((0, 10), (1, 10), (0, 5), (2, 5), (1, 5), (3, 5));

    [Test]
    public void A_batch_larger_than_several_files_fills_them_one_after_the_other()
        => Split(new RowCountDemuxer(parallelFiles: 1, maxRowsPerFile: 4), [10, 3])
            .Should().Equal((0, 4), (1, 4), (2, 2), (2, 2), (3, 1));

    [Test]
    public void With_one_place_a_file_is_full_before_the_next_one_starts_and_rows_stay_in_order()
    {
        var demuxer = new RowCountDemuxer(parallelFiles: 1, maxRowsPerFile: 7);
        var ids = new List<long>();
        foreach (var batch in NumberedRows.Batches(rows: 30, rowsPerBatch: 4))
            foreach (var slice in Demuxed.Split(demuxer, batch))
                ids.AddRange(((Int64Array)slice.Batch.Column("id")).Values.ToArray());

        ids.Should().Equal(Enumerable.Range(0, 30).Select(id => (long)id));
    }

    [Test]
    public void Slices_outlive_their_batch()
    {
        var batch = NumberedRows.Batch(first: 0, count: 10);
        var slices = Demuxed.Split(new RowCountDemuxer(parallelFiles: 1, maxRowsPerFile: 6), batch);

        ((Int64Array)slices[1].Batch.Column("id")).Values.ToArray().Should().Equal(6, 7, 8, 9);
    }

    private static List<(long File, int Rows)> Split(RowCountDemuxer demuxer, int[] batches)
        => [.. batches
            .SelectMany(rows => Demuxed.Split(demuxer, NumberedRows.Batch(0, rows)))
            .Select(slice => (slice.FileOrdinal, slice.RowCount))];
}
