using ParquetSharp;

namespace DataflowWrite.Parquet;

/// <summary>How Parquet files are written. Immutable; checked when <see cref="ParquetFormat"/> is made of it. The defaults are those of DataFusion.</summary>
public sealed record ParquetOptions
{
    /// <summary>Rows of a row group unless the options say otherwise.</summary>
    public const long DefaultRowGroupRows = 1_048_576;

    /// <summary>Bytes of a data page, and of a dictionary, unless the options say otherwise.</summary>
    public const long DefaultPageSize = 1 << 20;

    /// <summary>Values that are encoded between two looks at the size of a page, unless the options say otherwise.</summary>
    public const long DefaultWriteBatchSize = 1_024;

    /// <summary>How pages are compressed. Default <see cref="ParquetCodec.Zstd"/>.</summary>
    public ParquetCodec Codec { get; init; } = ParquetCodec.Zstd;

    /// <summary>The codec's level. Default null: 3 for zstd, 6 for gzip, 5 for Brotli. The others have none.</summary>
    public int? CompressionLevel { get; init; }

    /// <summary>Rows at which a row group ends, exactly. Default 1,048,576.</summary>
    public long RowGroupRows { get; init; } = DefaultRowGroupRows;

    /// <summary>
    /// Bytes at which a row group ends earlier: what its rows take in memory as Arrow arrays before they are encoded (values, a bit of validity, offsets or
    /// views, and of a dictionary the codes), which depends on the rows only. A group has at least one row. Default null: no such limit.
    /// </summary>
    public long? RowGroupBytes { get; init; }

    /// <summary>Bytes of encoded values at which a data page ends, about. Default 1 MiB.</summary>
    public long DataPageSize { get; init; } = DefaultPageSize;

    /// <summary>Bytes at which a dictionary is full; the values after it are written in <see cref="Encoding"/>. Default 1 MiB.</summary>
    public long DictionaryPageSizeLimit { get; init; } = DefaultPageSize;

    /// <summary>Values that are encoded between two looks at the size of the page. Default 1,024.</summary>
    public long WriteBatchSize { get; init; } = DefaultWriteBatchSize;

    /// <summary>Whether values are first collected in a dictionary. Default true.</summary>
    public bool Dictionary { get; init; } = true;

    /// <summary>
    /// The encoding of values outside a dictionary, in the columns of a type that it is for. Default null: <see cref="ParquetEncoding.Plain"/>, and
    /// <see cref="ParquetEncoding.Rle"/> for booleans in pages of version 2.
    /// </summary>
    public ParquetEncoding? Encoding { get; init; }

    /// <summary>Which minima, maxima and counts of nulls are kept. Default <see cref="ParquetStatistics.Page"/>: the file has a page index.</summary>
    public ParquetStatistics Statistics { get; init; } = ParquetStatistics.Page;

    /// <summary>The layout of data pages. Default <see cref="ParquetPageVersion.V1"/>.</summary>
    public ParquetPageVersion PageVersion { get; init; } = ParquetPageVersion.V1;

    /// <summary>Whether each page has a CRC-32 that readers can check. Default false.</summary>
    public bool PageChecksums { get; init; }

    /// <summary>Which columns the rows are sorted by, as the files say. Default none. The rows are not sorted.</summary>
    public IReadOnlyList<ParquetSortingColumn> SortingColumns { get; init; } = [];

    /// <summary>Keys and values for the footer, besides the metadata of the Arrow schema, which they override. Default none.</summary>
    public IReadOnlyDictionary<string, string> KeyValueMetadata { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Options of single columns by their name, or by the path of a nested value in the file: <c>tags.list.element</c>, <c>address.city</c>,
    /// <c>counts.key_value.key</c>. A path beats a column. A name that the files do not have is refused. Default none.
    /// </summary>
    public IReadOnlyDictionary<string, ParquetColumnOptions> Columns { get; init; } = new Dictionary<string, ParquetColumnOptions>();

    /// <summary>Whom the files are for. Default <see cref="ParquetCompatibility.Latest"/>.</summary>
    public ParquetCompatibility Compatibility { get; init; } = ParquetCompatibility.Latest;

    /// <summary>Who wrote the file. Default <c>DataflowWrite</c> and its version.</summary>
    public string CreatedBy { get; init; } = $"DataflowWrite {typeof(ParquetOptions).Assembly.GetName().Version?.ToString(3)}";

    /// <summary>
    /// Called once for each file with its path in the store; gives the properties of modular encryption for that file, which are used for it and then
    /// disposed, or null for a file in the clear. Calls may come from several threads. Default null: nothing is encrypted.
    /// </summary>
    public Func<string, FileEncryptionProperties?>? Encryption { get; init; }
}
