namespace DataflowWrite.Compression;

/// <summary>How the compressed bytes of one file are laid out.</summary>
public enum CompressionFraming
{
    /// <summary>
    /// Concatenated members, frames or streams of the codec, each of the same uncompressed size but for the last one: they are compressed
    /// in parallel, and the bytes do not depend on the number of threads. The tools of all formats read them; of gzip and zstd, DuckDB,
    /// Polars and Arrow do as well.
    /// </summary>
    Independent,

    /// <summary>One member, frame or stream for the whole file, compressed by one thread: for readers that stop after the first.</summary>
    Single,
}
