using DataflowWrite.Compression;
using DataflowWrite.Parquet;
using DataflowWrite.Partitioning;
using DataflowWrite.Serialization;
using DataflowWrite.Serialization.ArrowIpc;
using DataflowWrite.Storage;

namespace DataflowWrite.Benchmarks.Peers.Managed;

/// <summary>What we are asked to write in a cell: the defaults, but for what the cell says.</summary>
internal static class OurOptions
{
    public static DatasetWriteOptions Of(RaceCell cell, int threads) => new()
    {
        Format = Format(cell.Format),
        Compression = cell.Format.IsText ? Compression(cell.Format.Codec) : null,
        CompressionLevel = cell.Format.IsText ? Level(cell.Format.Codec) : null,
        PartitionBy = cell.Partition is { } column ? PartitionSpec.Create(column) : PartitionSpec.None,
        MaxDegreeOfParallelism = threads,
        LeaveOpen = true,
    };

    public static WriteDestination Destination(RaceCell cell, string output, Durability durability)
    {
        var folder = Path.GetDirectoryName(output)!;
        var store = new LocalObjectStore(folder, new() { Durability = durability });
        return WriteDestination.In(store, Path.GetFileName(output) + (cell.Partition is null ? "" : "/"));
    }

    private static FileFormat Format(RaceFormat format) => format.Kind switch
    {
        FormatKind.Csv => FileFormat.Csv(),
        FormatKind.JsonLines => FileFormat.JsonLines(),
        FormatKind.Parquet => new ParquetFormat(new()
        {
            Codec = format.Codec == "snappy" ? ParquetCodec.Snappy : ParquetCodec.Zstd,
            CompressionLevel = Level(format.Codec),
        }),
        _ => FileFormat.ArrowFile(new() { Compression = ArrowCompression(format.Codec), CompressionLevel = Level(format.Codec) }),
    };

    private static CompressionType Compression(string? codec) => codec switch
    {
        "gzip" => CompressionType.Gzip,
        "zstd" => CompressionType.Zstd,
        _ => CompressionType.None,
    };

    private static ArrowIpcCompression ArrowCompression(string? codec) => codec switch
    {
        "lz4" => ArrowIpcCompression.Lz4,
        "zstd" => ArrowIpcCompression.Zstd,
        _ => ArrowIpcCompression.None,
    };

    private static int? Level(string? codec) => codec switch
    {
        "gzip" => RaceFormat.GzipLevel,
        "zstd" => RaceFormat.ZstdLevel,
        _ => null,
    };
}
