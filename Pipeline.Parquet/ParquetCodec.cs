namespace DataflowWrite.Parquet;

/// <summary>How the pages of a column are compressed. The legacy <c>LZ4</c> of Hadoop, which readers disagree about, is not among them.</summary>
public enum ParquetCodec
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>Snappy, without levels.</summary>
    Snappy,

    /// <summary>gzip, levels 1 to 9, 6 by default.</summary>
    Gzip,

    /// <summary>Brotli, levels 0 to 11, 5 by default.</summary>
    Brotli,

    /// <summary>zstd, levels 1 to 22, 3 by default.</summary>
    Zstd,

    /// <summary>LZ4 blocks without framing (<c>LZ4_RAW</c>), without levels.</summary>
    Lz4Raw,
}
