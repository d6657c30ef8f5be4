namespace DataflowWrite.Compression;

/// <summary>How the bytes of a text file are compressed. <see cref="CompressionInfo"/> tells the levels and extensions.</summary>
public enum CompressionType
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>gzip (RFC 1952), extension <c>.gz</c>, levels 0 to 9, default 6.</summary>
    Gzip,

    /// <summary>Zstandard (RFC 8878), extension <c>.zst</c>, levels 1 to 22, default 3.</summary>
    Zstd,

    /// <summary>bzip2, extension <c>.bz2</c>, levels 1 to 9, default 9. Dense and slow.</summary>
    Bzip2,

    /// <summary>
    /// xz, extension <c>.xz</c>, levels 0 to 9, default 6. Dense and slow. The system's liblzma does it where there is one, and else an encoder
    /// of ours, with other bytes; <see cref="CompressionInfo.Library"/> tells which.
    /// </summary>
    Xz,

    /// <summary>The LZ4 frame format, extension <c>.lz4</c>, levels 1 to 12, default 1.</summary>
    Lz4,

    /// <summary>
    /// Snappy in its framing format, extension <c>.sz</c>, without levels. Not the <c>.snappy</c> of Hadoop, which is another container.
    /// </summary>
    Snappy,
}
