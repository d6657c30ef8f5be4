namespace DataflowWrite.Compression;

/// <summary>How the bytes of a text file are compressed.</summary>
public enum CompressionType
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>gzip (RFC 1952), extension <c>.gz</c>, levels 0 to 9, default 6.</summary>
    Gzip,

    /// <summary>Zstandard (RFC 8878), extension <c>.zst</c>, levels 1 to 22, default 3.</summary>
    Zstd,
}
