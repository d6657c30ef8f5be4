using ParquetSharp;
using ParquetSharp.Arrow;
using ParquetSharp.Schema;

namespace DataflowWrite.Parquet.Writing;

/// <summary>The options in the words of the native writer.</summary>
internal static class FileProperties
{
    public static WriterProperties Create(FileSchema schema, ParquetOptions options, FileEncryptionProperties? encryption)
    {
        using var builder = new WriterPropertiesBuilder();
        builder.Version(ParquetVersion.PARQUET_2_6)
            .CreatedBy(options.CreatedBy)
            .DataPagesize(options.DataPageSize)
            .DictionaryPagesizeLimit(options.DictionaryPageSizeLimit)
            .WriteBatchSize(options.WriteBatchSize)
            .MaxRowGroupLength(options.RowGroupRows)
            .DataPageVersion(options.PageVersion == ParquetPageVersion.V1 ? ParquetDataPageVersion.V1 : ParquetDataPageVersion.V2)
            .EnableStoreDecimalAsInteger()
            .MemoryPool(NativePool.Pool);
        if (options.PageChecksums)
            builder.EnablePageChecksum();
        if (options.SortingColumns.Count > 0)
            builder.SortingColumns(schema.SortingColumns);
        if (encryption is not null)
            builder.Encryption(encryption);

        foreach (var leaf in schema.Leaves)
            Set(builder, leaf);

        return builder.Build();
    }

    /// <summary>Arrow's part. Without its own schema in the footer the library would drop the metadata of the schema.</summary>
    public static ArrowWriterProperties CreateArrow(bool useThreads)
    {
        using var builder = new ArrowWriterPropertiesBuilder();
        return builder.StoreSchema().EnableCompliantNestedTypes().UseThreads(useThreads).Build();
    }

    private static void Set(WriterPropertiesBuilder builder, LeafOptions options)
    {
        using var path = new ColumnPath(options.Leaf.Path);
        builder.Compression(path, CodecLevels.NativeOf(options.Codec));
        if (options.Level is { } level)
            builder.CompressionLevel(path, level);
        if (options.Encoding is { } encoding)
            builder.Encoding(path, NativeOf(encoding));

        _ = options.Dictionary ? builder.EnableDictionary(path) : builder.DisableDictionary(path);
        _ = options.Statistics == ParquetStatistics.None ? builder.DisableStatistics(path) : builder.EnableStatistics(path);
        _ = options.Statistics == ParquetStatistics.Page ? builder.EnableWritePageIndex(path) : builder.DisableWritePageIndex(path);
    }

    private static Encoding NativeOf(ParquetEncoding encoding) => encoding switch
    {
        ParquetEncoding.Plain => Encoding.Plain,
        ParquetEncoding.Rle => Encoding.Rle,
        ParquetEncoding.DeltaBinaryPacked => Encoding.DeltaBinaryPacked,
        ParquetEncoding.DeltaLengthByteArray => Encoding.DeltaLengthByteArray,
        ParquetEncoding.DeltaByteArray => Encoding.DeltaByteArray,
        _ => Encoding.ByteStreamSplit,
    };
}
