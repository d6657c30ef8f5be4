using Apache.Arrow;

namespace DataflowWrite.Benchmarks.Workloads;

/// <summary>Rows that are objects too, for the contestants that write objects.</summary>
internal sealed class RecordWorkload<T>(string name, int defaultRows, Func<int, T[]> make) : Workload(name, defaultRows)
    where T : IBatchSerializable<T>
{
    private const int BatchRows = 65_536;

    public T[] Records(int rows) => make(rows);

    public override IReadOnlyList<RecordBatch> Batches(int rows)
    {
        var records = make(rows);
        List<RecordBatch> batches = [];
        for (var start = 0; start < rows; start += BatchRows)
            batches.Add(BatchRecords.ToBatch<T>(records.AsSpan(start, Math.Min(BatchRows, rows - start))));

        return batches;
    }
}
