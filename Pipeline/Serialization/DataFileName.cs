using DataflowWrite.Compression;

namespace DataflowWrite.Serialization;

/// <summary>Tells the names of data files from those of directories by their extension.</summary>
internal static class DataFileName
{
    private static readonly (string Extension, CompressionType Compression)[] Compressions =
    [
        (".gz", CompressionType.Gzip),
        (".zst", CompressionType.Zstd),
    ];

    private static readonly (string Extension, string Format)[] Formats =
    [
        (".csv", "csv"),
        (".jsonl", "jsonl"),
        (".ndjson", "jsonl"),
    ];

    /// <summary>
    /// The format and the compression that a file name ends in, as <c>.csv</c>, <c>.jsonl.gz</c> or <c>.ndjson.zst</c> in any
    /// case, or null for any other name. A directory before the name does not matter; a bare <c>.csv</c> is a name.
    /// </summary>
    public static (string Format, CompressionType Compression)? Parse(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var name = path.AsSpan();
        var compression = CompressionType.None;
        foreach (var (extension, candidate) in Compressions)
        {
            if (!name.EndsWith(extension, StringComparison.OrdinalIgnoreCase))
                continue;

            name = name[..^extension.Length];
            compression = candidate;
            break;
        }

        foreach (var (extension, format) in Formats)
            if (name.EndsWith(extension, StringComparison.OrdinalIgnoreCase))
                return (format, compression);

        return null;
    }
}
