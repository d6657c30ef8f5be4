using DataflowWrite.Parquet;
using DataflowWrite.Serialization;

namespace DataflowWrite.Tests.Matrix;

/// <summary>The formats by their names, with their defaults.</summary>
internal static class Formats
{
    public static FileFormat Of(string name) => name switch
    {
        "csv" => FileFormat.Csv(),
        "jsonl" => FileFormat.JsonLines(),
        "arrow" => FileFormat.ArrowFile(),
        "arrows" => FileFormat.ArrowStream(),
        _ => new ParquetFormat(),
    };
}
