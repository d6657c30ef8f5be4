namespace DataflowWrite.Compression;

/// <summary>How the compressed bytes of one file are laid out.</summary>
public enum CompressionFraming
{
    /// <summary>
    /// Concatenated gzip members or zstd frames, each of the same uncompressed size but for the last one: they are compressed
    /// in parallel, and the bytes do not depend on the number of threads. gzip, zstd, DuckDB, Polars and Arrow read them.
    /// </summary>
    Independent,

    /// <summary>One member or frame for the whole file, compressed by one thread: for readers that stop after the first.</summary>
    Single,
}
