using Apache.Arrow;

namespace DataflowWrite.Benchmarks.Workloads;

/// <summary>Rows that are the same on every run and in every process.</summary>
internal abstract class Workload(string name, int defaultRows)
{
    public string Name { get; } = name;

    public int DefaultRows { get; } = defaultRows;

    /// <summary>Columns to partition by, under the names of the command line.</summary>
    public IReadOnlyDictionary<string, string> Partitions { get; init; } = new Dictionary<string, string>();

    /// <summary>The rows as record batches, which the caller keeps.</summary>
    public abstract IReadOnlyList<RecordBatch> Batches(int rows);
}
