using Apache.Arrow;

namespace DataflowWrite.Columns.Statistics;

/// <summary>
/// Gathers the statistics of columns over batches of one schema. However rows are split over batches and collectors, and in whatever order these are added
/// and merged, the result is the same. One thread at a time.
/// </summary>
internal sealed class ColumnStatisticsCollector(Schema schema)
{
    private readonly ColumnAccumulator[] _columns = [.. schema.FieldsList.Select(field => new ColumnAccumulator(field))];

    /// <summary>Takes the rows of a batch, which stays the caller's.</summary>
    public void Add(RecordBatch batch)
    {
        for (var i = 0; i < _columns.Length; i++)
            _columns[i].Add(batch.Column(i).Data, batch.Length);
    }

    /// <summary>Takes what another collector of the same schema has gathered.</summary>
    public void Merge(ColumnStatisticsCollector other)
    {
        for (var i = 0; i < _columns.Length; i++)
            _columns[i].Merge(other._columns[i]);
    }

    /// <summary>The statistics so far, column by column.</summary>
    public IReadOnlyList<ColumnSummary> Summarize() => [.. _columns.Select(column => column.Summarize())];
}
