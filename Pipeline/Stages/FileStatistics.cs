using Apache.Arrow;
using DataflowWrite.Columns.Statistics;

namespace DataflowWrite.Stages;

/// <summary>The column statistics of one file. Any number of threads add rows, each chunk gathered apart.</summary>
internal sealed class FileStatistics(Schema schema)
{
    private readonly Lock _merging = new();
    private readonly ColumnStatisticsCollector _file = new(schema);

    public void Add(IEnumerable<RowSlice> slices)
    {
        var chunk = new ColumnStatisticsCollector(schema);
        foreach (var slice in slices)
            chunk.Add(((PartitionSlice)slice).Batch);

        lock (_merging)
            _file.Merge(chunk);
    }

    public void Add(RecordBatch rows)
    {
        lock (_merging)
            _file.Add(rows);
    }

    /// <summary>The statistics of all rows, once the last were added.</summary>
    public IReadOnlyList<ColumnSummary> Summarize() => _file.Summarize();
}
