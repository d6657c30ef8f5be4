namespace DataflowWrite.Parquet;

/// <summary>What is different for one column. What is null is as in <see cref="ParquetOptions"/>. Immutable.</summary>
public sealed record ParquetColumnOptions
{
    /// <summary>The codec of its pages. Default null: that of the file.</summary>
    public ParquetCodec? Codec { get; init; }

    /// <summary>
    /// The codec's level. Default null: the file's level where the codec is the file's, and else the codec's own default.
    /// </summary>
    public int? CompressionLevel { get; init; }

    /// <summary>The encoding of values outside a dictionary; the type of the column has to be one that it is for. Default null: that of the file.</summary>
    public ParquetEncoding? Encoding { get; init; }

    /// <summary>Whether values are first collected in a dictionary. Default null: as the file.</summary>
    public bool? Dictionary { get; init; }

    /// <summary>Which statistics are kept. Default null: as the file.</summary>
    public ParquetStatistics? Statistics { get; init; }

    /// <summary>
    /// The field id in the schema of the file, for table formats that match columns by it; of a whole column only. Default null: what the metadata of the
    /// Arrow field says under <c>PARQUET:field_id</c>, where nested fields can have theirs too, and else none.
    /// </summary>
    public int? FieldId { get; init; }
}
