using DataflowWrite.Stages;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Stages;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class AdmissionTests
{
    private const int ParentRows = 40_000;

    private readonly TrackedBatches _tracked = new();
    private readonly ByteBudget _rows = new(1 << 20);

    [Test]
    public async Task A_slice_of_a_much_larger_batch_lets_go_of_it_before_its_rows_are_written()
    {
        var slices = await AdmitAsync(rows: ParentRows / 100);

        _tracked.Alive.Should().Be(0, "the rows wait as a copy");
        slices.Sum(slice => slice.RowCount).Should().Be(ParentRows / 100);
        slices.ForEach(slice => slice.Dispose());
        _rows.Used.Should().Be(0);
    }

    [Test]
    public async Task A_slice_that_is_most_of_its_batch_is_not_copied()
    {
        var slices = await AdmitAsync(rows: ParentRows / 2);

        _tracked.Alive.Should().Be(1);
        slices.ForEach(slice => slice.Dispose());
        _tracked.Alive.Should().Be(0);
    }

    /// <summary>Admits the first rows of a batch that nobody else holds.</summary>
    private async Task<List<RowSlice>> AdmitAsync(int rows)
    {
        using var context = QuietContext.OfSink();
        var admission = new Admission(context, _rows);
        var slices = new List<RowSlice>();
        var parent = _tracked.Batch(first: 0, ParentRows);
        var owner = new SharedBatch(parent.SliceShared(0, rows));
        parent.Dispose();
        await foreach (var message in admission.SplitAsync(owner, new RowCountDemuxer(parallelFiles: 1, maxRowsPerFile: ParentRows)))
            slices.Add(message.Slice!);

        return slices;
    }
}
