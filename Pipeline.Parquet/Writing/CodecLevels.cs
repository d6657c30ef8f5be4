using NativeCompression = ParquetSharp.Compression;

namespace DataflowWrite.Parquet.Writing;

/// <summary>The levels of each codec. The level is always set, since the library's own defaults are not ours (gzip's is 9).</summary>
internal static class CodecLevels
{
    /// <summary>Null for a codec without levels.</summary>
    public static (int Min, int Max, int Default)? Of(ParquetCodec codec) => codec switch
    {
        ParquetCodec.Gzip => (1, 9, 6),
        ParquetCodec.Brotli => (0, 11, 5),
        ParquetCodec.Zstd => (1, 22, 3),
        _ => null,
    };

    public static NativeCompression NativeOf(ParquetCodec codec) => codec switch
    {
        ParquetCodec.None => NativeCompression.Uncompressed,
        ParquetCodec.Snappy => NativeCompression.Snappy,
        ParquetCodec.Gzip => NativeCompression.Gzip,
        ParquetCodec.Brotli => NativeCompression.Brotli,
        ParquetCodec.Zstd => NativeCompression.Zstd,
        _ => NativeCompression.Lz4,
    };

    /// <exception cref="ArgumentException">The codec has no such level.</exception>
    public static void ThrowIfInvalid(ParquetCodec codec, int? level, string option)
    {
        if (level is not { } given)
            return;

        if (Of(codec) is not var (min, max, _))
            throw new ArgumentException($"{option} is {given}, but {codec} has no levels; leave it out.");
        if (given < min || given > max)
            throw new ArgumentException($"{option} is {given}; {codec} has the levels {min} to {max}.");
    }
}
