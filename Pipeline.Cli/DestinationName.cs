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
        var compression = CompressionInfo.OfFile(name);
        var plain = name[..^compression.Extension.Length];
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

        if (arguments.Compression is { } given && given.Type != compression.Type)
            throw Contradiction($"--compression {CompressionInfo.For(given.Type)}", arguments, compression.Name);
    }

    private static UsageException Contradiction(string option, WriteArguments arguments, string said)
        => new($"{option} contradicts the destination '{arguments.To}', which says {said}; leave one out or change it.");
}
