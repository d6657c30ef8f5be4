namespace DataflowWrite.Benchmarks.Peers;

/// <summary>What a file is, whatever compresses it.</summary>
internal enum FormatKind
{
    Csv,
    JsonLines,
    Parquet,
    Arrow,
}
