namespace DataflowWrite.Benchmarks.Peers;

/// <summary>One thing that all contestants write: a workload in a format, in one file or a directory for each key of a column.</summary>
internal sealed record RaceCell(string Workload, RaceFormat Format, string? Partition)
{
    /// <summary>The name of the only file.</summary>
    public string FileName => "out." + Format.Extension;

    public override string ToString() => Partition is null ? $"{Workload} {Format}" : $"{Workload} {Format} by {Partition}";
}
