using DataflowWrite.Compression;
using DataflowWrite.Parquet;
using DataflowWrite.Sources;

namespace DataflowWrite.Cli;

/// <summary>The formats that the tool reads; what stands here is all that makes one known.</summary>
internal static class InputFormats
{
    public static IReadOnlyList<InputFormat> Known { get; } = [.. InputFormat.Defaults, new ParquetInput()];

    /// <summary>The extensions, as <c>csv, jsonl, ndjson or arrow</c>.</summary>
    public static string Listed { get; } = List();

    /// <summary>The format whose files end in this, or null.</summary>
    public static InputFormat? Find(string extension) => Known.FirstOrDefault(format => format.Extensions.Contains(extension));

    /// <summary>A format by the extension of its files, and perhaps the compression behind it, as <c>csv.gz</c>.</summary>
    public static (InputFormat Format, CompressionType Compression) Parse(string option, string value)
    {
        var compression = CompressionInfo.OfFile(value);
        var name = value[..^compression.Extension.Length];
        return Find(name) is { } format
            ? (format, compression.Type)
            : throw new UsageException($"{option} does not know '{name}'; use {Listed}.");
    }

    private static string List()
    {
        string[] names = [.. Known.SelectMany(format => format.Extensions)];
        return $"{string.Join(", ", names[..^1])} or {names[^1]}";
    }
}
