using DataflowWrite.Compression;
using DataflowWrite.Partitioning;

namespace DataflowWrite.Cli;

/// <summary>What the extension of a single file as destination says, against what the options say.</summary>
internal static class DestinationName
{
    public static void RequireNoContradiction(WriteArguments arguments, bool isDirectory)
    {
        if (isDirectory || arguments.OutputMode == OutputMode.Directory || arguments.PartitionBy.Count > 0
            || arguments.To.EndsWith('/'))
            return;

        var name = Path.GetFileName(arguments.To).ToLowerInvariant();
        var compression = Path.GetExtension(name) switch
        {
            ".gz" => CompressionType.Gzip,
            ".zst" => CompressionType.Zstd,
            _ => CompressionType.None,
        };
        var plain = compression == CompressionType.None ? name : Path.GetFileNameWithoutExtension(name);
        var format = Path.GetExtension(plain) switch
        {
            ".csv" => "csv",
            ".jsonl" or ".ndjson" => "jsonl",
            _ => null,
        };
        if (format is null)
            return;

        if (arguments.Format is { } wanted && wanted != format)
            throw Contradiction(arguments.CsvDialect is null ? $"--format {wanted}" : "--csv-dialect", arguments, format);

        if (arguments.Compression is { } given && given.Type != compression)
            throw Contradiction($"--compression {NameOf(given.Type)}", arguments, NameOf(compression));
    }

    private static UsageException Contradiction(string option, WriteArguments arguments, string said)
        => new($"{option} contradicts the destination '{arguments.To}', which says {said}; leave one out or change it.");

    private static string NameOf(CompressionType type) => type switch
    {
        CompressionType.Gzip => "gzip",
        CompressionType.Zstd => "zstd",
        _ => "none",
    };
}
