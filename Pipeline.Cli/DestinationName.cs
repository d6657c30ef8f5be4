using DataflowWrite.Compression;
using DataflowWrite.Partitioning;

namespace DataflowWrite.Cli;

/// <summary>What the extension of a single file as destination says, against what the options say.</summary>
internal static class DestinationName
{
    public static void RequireNoContradiction(WriteArguments arguments, bool isDirectory)
    {
        if (isDirectory || arguments.OutputMode == OutputMode.Directory || arguments.PartitionBy.Count > 0 || arguments.To.EndsWith('/'))
            return;

        var name = Path.GetFileName(arguments.To).ToLowerInvariant();
        var compression = Path.GetExtension(name) switch { ".gz" => CompressionType.Gzip, ".zst" => CompressionType.Zstd, _ => CompressionType.None };
        var format = Path.GetExtension(compression == CompressionType.None ? name : Path.GetFileNameWithoutExtension(name)) switch
        {
            ".csv" => "csv",
            ".jsonl" or ".ndjson" => "jsonl",
            _ => null,
        };
        if (format is null)
            return;

        if (arguments.Format is { } wanted && wanted != format)
            throw new UsageException($"--format {wanted} contradicts the destination '{arguments.To}', which says {format}; leave one out or change it.");

        if (arguments.Compression is { } given && given.Type != compression)
            throw new UsageException($"--compression {NameOf(given.Type)} contradicts the destination '{arguments.To}', which says "
                + $"{NameOf(compression)}; leave one out or change it.");
    }

    private static string NameOf(CompressionType type) => type switch
    {
        CompressionType.Gzip => "gzip",
        CompressionType.Zstd => "zstd",
        _ => "none",
    };
}
