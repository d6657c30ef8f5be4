namespace DataflowWrite.Benchmarks.Peers;

/// <summary>
/// One line to a contestant's process: <c>load</c> the rows, then <c>run</c> as often as asked. The file of a run, or the directory where it
/// is partitioned, is <see cref="Output"/>.
/// </summary>
internal sealed record LapRequest(
    string Command,
    string Workload,
    int Rows,
    int Threads,
    string? Parquet = null,
    string? Format = null,
    string? Kind = null,
    string? Codec = null,
    string? Partition = null,
    string? Output = null);
