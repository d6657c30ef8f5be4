using System.Buffers;
using System.Numerics;
using DataflowWrite.Compression.Bzip2;
using DataflowWrite.Compression.Lz4;
using DataflowWrite.Compression.Snappy;
using DataflowWrite.Compression.Xz;

namespace DataflowWrite.Compression;

/// <summary>One way to compress a file. Stateless to its users and thread-safe.</summary>
internal abstract class CompressionCodec
{
    private static readonly CompressionCodec None = new NoCompression();
    private static readonly CompressionCodec Gzip = new GzipCodec();
    private static readonly CompressionCodec Zstd = new ZstdCodec();
    private static readonly CompressionCodec Bzip2 = new Bzip2Codec();
    private static readonly CompressionCodec Lz4 = new Lz4Codec();
    private static readonly CompressionCodec Snappy = new SnappyCodec();
    private static readonly CompressionCodec Xz = XzCodec.Create();

    public abstract string Name { get; }

    /// <summary>With its dot; empty for none.</summary>
    public abstract string Extension { get; }

    /// <summary>What does the work; empty for none.</summary>
    public abstract string Library { get; }

    public bool HasLevels => MaxLevel > MinLevel;

    public abstract int MinLevel { get; }

    public abstract int MaxLevel { get; }

    public abstract int DefaultLevel { get; }

    /// <summary>Uncompressed bytes of an independent member or frame.</summary>
    public abstract int FrameSize { get; }

    /// <summary>The pooled buffer that a frame before its compression takes.</summary>
    public int FrameBufferSize => (int)BitOperations.RoundUpToPowerOf2((uint)FrameSize);

    /// <summary>About the bytes that compressing a frame takes besides the frame, where they are more than a few times the frame.</summary>
    public virtual long FrameStateBytes => 0;

    public static CompressionCodec For(CompressionType type) => type switch
    {
        CompressionType.None => None,
        CompressionType.Gzip => Gzip,
        CompressionType.Zstd => Zstd,
        CompressionType.Bzip2 => Bzip2,
        CompressionType.Xz => Xz,
        CompressionType.Lz4 => Lz4,
        CompressionType.Snappy => Snappy,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Unknown compression; use a member of CompressionType."),
    };

    /// <summary>The level to compress with: the default for null.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The codec has no such level.</exception>
    public virtual int ResolveLevel(int? level)
    {
        if (!HasLevels && level is not null)
            throw new ArgumentOutOfRangeException(nameof(level), level, $"{Name} has no levels; leave it out.");

        if (level < MinLevel || level > MaxLevel)
            throw new ArgumentOutOfRangeException(
                nameof(level), level, $"{Name} has the levels {MinLevel} to {MaxLevel}; leave it out for the default, {DefaultLevel}.");

        return level ?? DefaultLevel;
    }

    /// <summary>About the bytes that one open stream of this level holds, native ones included.</summary>
    public abstract long StreamStateBytes(int level);

    /// <summary>Appends one complete member or frame, also for no bytes at all. The bytes depend on source and level only.</summary>
    public abstract void CompressFrame(ReadOnlySpan<byte> source, int level, IBufferWriter<byte> output);

    /// <summary>Compresses what is written into one member or frame, ended by disposing; the destination stays open.</summary>
    public abstract Stream CreateCompressor(Stream destination, int level);

    /// <summary>
    /// Decompresses all concatenated members or frames; disposing disposes the source. Input that is corrupt, cut short or
    /// empty throws <see cref="InvalidDataException"/>.
    /// </summary>
    public abstract Stream CreateDecompressor(Stream source);
}
