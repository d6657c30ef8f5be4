using DataflowWrite.Compression;
using DataflowWrite.Serialization;

namespace DataflowWrite;

/// <summary>Which format and compression options and the name of a single file ask for.</summary>
internal static class FormatChoice
{
    /// <param name="options">The options of the write.</param>
    /// <param name="named">What the name of a single file says; null for a directory, or a name that says nothing.</param>
    /// <exception cref="ArgumentException">Name and option contradict each other, or nobody brought the format that the name asks for.</exception>
    public static FileFormat FormatOf(DatasetWriteOptions options, (string Format, CompressionType Compression)? named)
    {
        if (named is not { Format: var extension })
            return options.Format ?? FileFormat.Csv();

        if (options.Format is null)
            return Find(extension, options.Formats);

        return Answers(options.Format, extension)
            ? options.Format
            : throw new ArgumentException(
                $"The destination's extension says {extension} and the format option says {options.Format.Name}; change one of them.");
    }

    /// <param name="options">The options of the write.</param>
    /// <param name="format">The format that was chosen.</param>
    /// <param name="named">What the name of a single file says; null for a directory, or a name that says nothing.</param>
    /// <exception cref="ArgumentException">Name and option contradict each other, or the format compresses by itself.</exception>
    public static CompressionType CompressionOf(
        DatasetWriteOptions options, FileFormat format, (string Format, CompressionType Compression)? named)
    {
        if (named is { Compression: var extension } && options.Compression is { } option && option != extension)
            throw new ArgumentException(
                $"The destination's extension says compression {Text(extension)} and the compression option says {Text(option)}; change one of them.");

        var compression = options.Compression ?? named?.Compression ?? CompressionType.None;
        return compression == CompressionType.None || format is StatelessFormat
            ? compression
            : throw new ArgumentException(
                $"{format.Name} files are compressed inside and not as a whole; leave the compression {Text(compression)} out of options and "
                + "destination, and set that of the format.");
    }

    private static FileFormat Find(string name, IReadOnlyList<FileFormat> others)
    {
        foreach (var format in others)
            if (Answers(format, name))
                return format;

        return name switch
        {
            "csv" => FileFormat.Csv(),
            "jsonl" => FileFormat.JsonLines(),
            "arrow" => FileFormat.ArrowFile(),
            "arrows" => FileFormat.ArrowStream(),
            _ => throw new ArgumentException(
                $"The destination's extension says {name}, which is a format of another package; put it into {nameof(DatasetWriteOptions.Format)} "
                + $"or {nameof(DatasetWriteOptions.Formats)}, or choose another destination."),
        };
    }

    private static bool Answers(FileFormat format, string name) => format.Extension == name || format.Name == name;

    private static string Text(CompressionType type) => type.ToString().ToLowerInvariant();
}
