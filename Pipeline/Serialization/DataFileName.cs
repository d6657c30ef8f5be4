using DataflowWrite.Compression;

namespace DataflowWrite.Serialization;

/// <summary>Tells the names of data files from those of directories by their extension.</summary>
internal static class DataFileName
{
    private static readonly (string Extension, string Format)[] Formats =
    [
        (".csv", "csv"),
        (".jsonl", "jsonl"),
        (".ndjson", "jsonl"),
        (".arrow", "arrow"),
        (".feather", "arrow"),
        (".ipc", "arrow"),
        (".arrows", "arrows"),
        (".parquet", "parquet"),
        (".parq", "parquet"),
    ];

    /// <summary>
    /// The format and the compression that a file name ends in, as <c>.csv</c>, <c>.jsonl.gz</c> or <c>.ndjson.zst</c> in any
    /// case, or null for any other name. A directory before the name does not matter; a bare <c>.csv</c> is a name.
    /// </summary>
    /// <param name="path">The name, or a path that ends in it.</param>
    /// <param name="extension">The extension of a format of the caller's own, which counts as known; without a dot.</param>
    public static (string Format, CompressionType Compression)? Parse(string path, string? extension = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        var compressed = CompressionInfo.OfFile(path);
        var compression = compressed.Type;
        var name = path.AsSpan(0, path.Length - compressed.Extension.Length);
        foreach (var (suffix, format) in Formats)
            if (name.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
                return (format, compression);

        return extension is not null && name.EndsWith($".{extension}", StringComparison.OrdinalIgnoreCase) ? (extension, compression) : null;
    }
}
