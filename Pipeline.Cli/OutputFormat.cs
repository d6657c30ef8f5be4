using DataflowWrite.Compression;
using DataflowWrite.Parquet;
using DataflowWrite.Serialization;
using DataflowWrite.Serialization.ArrowIpc;

namespace DataflowWrite.Cli;

/// <summary>The format of the files that <c>dfw write</c> makes, and the compression of text files as a whole; null for what their name says.</summary>
internal sealed record OutputFormat(FileFormat Format, CompressionType? Compression = null, int? CompressionLevel = null)
{
    private const string CompressionOption = "--compression";

    /// <exception cref="UsageException">Options contradict each other or the destination.</exception>
    public static OutputFormat Of(WriteArguments arguments)
    {
        var named = DestinationName.Of(arguments);
        if (arguments.Format is { } wanted && named?.Format is { } said && wanted != said)
            throw DestinationName.Contradiction(arguments.CsvDialect is null ? $"--format {wanted}" : "--csv-dialect", arguments, said);

        var name = arguments.Format ?? named?.Format ?? "csv";
        if (name != "parquet" && (arguments.RowGroupRows ?? arguments.RowGroupBytes) is not null)
            throw new UsageException($"--row-group-rows and --row-group-bytes are for Parquet, and the format is {name}; leave them out.");

        return name is "csv" or "jsonl" ? Text(name, arguments, named?.Compression) : Binary(name, arguments, named?.Compression);
    }

    private static OutputFormat Text(string name, WriteArguments arguments, CompressionInfo? named)
    {
        FileFormat format = name == "csv" ? FileFormat.Csv(arguments.CsvDialect) : FileFormat.JsonLines();
        if (arguments.Compression is not { } text)
            return new(format);

        var (type, level) = OptionText.Compression(CompressionOption, text);
        return named is null || named.Type == type
            ? new(format, type, level)
            : throw DestinationName.Contradiction($"{CompressionOption} {CompressionInfo.For(type)}", arguments, named.Name);
    }

    private static OutputFormat Binary(string name, WriteArguments arguments, CompressionInfo? named)
    {
        if (named is { Type: not CompressionType.None })
            throw new UsageException(
                $"--to '{arguments.To}' says {named}, and {name} files are compressed inside; leave out '{named.Extension}' and give {CompressionOption}.");

        var (codec, level) = OptionText.NameAndLevel(CompressionOption, arguments.Compression);
        try
        {
            return new(name == "parquet" ? Parquet(codec, level, arguments) : Arrow(name, codec, level));
        }
        catch (ArgumentException e)
        {
            throw new UsageException($"{CompressionOption} {arguments.Compression}: {ErrorText.Of(e)}");
        }
    }

    private static FileFormat Arrow(string name, string? codec, int? level)
    {
        var options = new ArrowIpcOptions
        {
            Compression = OptionText.Choice(CompressionOption, codec ?? "lz4",
                ("none", ArrowIpcCompression.None), ("lz4", ArrowIpcCompression.Lz4), ("zstd", ArrowIpcCompression.Zstd)),
            CompressionLevel = level,
        };
        return name == "arrow" ? FileFormat.ArrowFile(options) : FileFormat.ArrowStream(options);
    }

    private static ParquetFormat Parquet(string? codec, int? level, WriteArguments arguments) => new(new()
    {
        Codec = OptionText.Choice(CompressionOption, codec ?? "zstd",
            ("none", ParquetCodec.None),
            ("snappy", ParquetCodec.Snappy),
            ("gzip", ParquetCodec.Gzip),
            ("brotli", ParquetCodec.Brotli),
            ("zstd", ParquetCodec.Zstd),
            ("lz4", ParquetCodec.Lz4Raw)),
        CompressionLevel = level,
        RowGroupRows = arguments.RowGroupRows ?? ParquetOptions.DefaultRowGroupRows,
        RowGroupBytes = arguments.RowGroupBytes,
    });
}
