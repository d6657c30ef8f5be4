namespace DataflowWrite.Benchmarks.Peers;

/// <summary>A format with its codec, as every contestant is asked for it: gzip at level 6, zstd at level 3, lz4 at level 1.</summary>
internal sealed record RaceFormat(string Name, FormatKind Kind, string? Codec, string Extension)
{
    public const int GzipLevel = 6;
    public const int ZstdLevel = 3;

    public static IReadOnlyList<RaceFormat> All { get; } =
    [
        new("csv", FormatKind.Csv, null, "csv"),
        new("csv.gz", FormatKind.Csv, "gzip", "csv.gz"),
        new("csv.zst", FormatKind.Csv, "zstd", "csv.zst"),
        new("jsonl", FormatKind.JsonLines, null, "jsonl"),
        new("jsonl.gz", FormatKind.JsonLines, "gzip", "jsonl.gz"),
        new("jsonl.zst", FormatKind.JsonLines, "zstd", "jsonl.zst"),
        new("parquet-snappy", FormatKind.Parquet, "snappy", "parquet"),
        new("parquet-zstd", FormatKind.Parquet, "zstd", "parquet"),
        new("arrow", FormatKind.Arrow, null, "arrow"),
        new("arrow-lz4", FormatKind.Arrow, "lz4", "arrow"),
        new("arrow-zstd", FormatKind.Arrow, "zstd", "arrow"),
    ];

    /// <summary>Whether rows are text that a codec may wrap.</summary>
    public bool IsText => Kind is FormatKind.Csv or FormatKind.JsonLines;

    /// <summary>Null for a name that no format has.</summary>
    public static RaceFormat? Find(string name) => All.FirstOrDefault(format => format.Name == name);

    public override string ToString() => Name;
}
