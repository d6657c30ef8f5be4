using DataflowWrite.Compression;
using DataflowWrite.Partitioning;

namespace DataflowWrite.Cli;

/// <summary>What the extension of a single file as destination says, against what the options say.</summary>
internal static class DestinationName
{
    /// <summary>Format and compression of a single file by its name; null for a directory, or where the name says nothing.</summary>
    public static (string Format, CompressionInfo Compression)? Of(WriteArguments arguments)
    {
        if (arguments.OutputMode == OutputMode.Directory || arguments.PartitionBy.Count > 0 || arguments.To.EndsWith('/')
            || Directory.Exists(arguments.To))
            return null;

        var name = Path.GetFileName(arguments.To).ToLowerInvariant();
        var compression = CompressionInfo.OfFile(name);
        return Path.GetExtension(name[..^compression.Extension.Length]) switch
        {
            ".csv" => ("csv", compression),
            ".jsonl" or ".ndjson" => ("jsonl", compression),
            ".arrow" or ".feather" or ".ipc" => ("arrow", compression),
            ".arrows" => ("arrows", compression),
            ".parquet" or ".parq" => ("parquet", compression),
            _ => null,
        };
    }

    public static UsageException Contradiction(string option, WriteArguments arguments, string said)
        => new($"{option} contradicts the destination '{arguments.To}', which says {said}; leave one out or change it.");
}
