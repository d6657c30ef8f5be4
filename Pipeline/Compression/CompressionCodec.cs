using System.Buffers;

namespace DataflowWrite.Compression;

internal abstract class CompressionCodec
{
    public abstract string Name { get; }

    /// <summary>With its dot; empty for none.</summary>
    public abstract string Extension { get; }

    public abstract int MinLevel { get; }

    public abstract int MaxLevel { get; }

    public abstract int DefaultLevel { get; }

    /// <summary>Uncompressed bytes of an independent member or frame.</summary>
    public abstract int FrameSize { get; }

    public static CompressionCodec For(CompressionType type) => throw new NotSupportedException(type.ToString());

    /// <summary>Appends one complete member or frame. Thread-safe.</summary>
    public abstract void CompressFrame(ReadOnlySpan<byte> source, int level, IBufferWriter<byte> output);

    /// <summary>Compresses what is written into one member or frame, ended by disposing; the destination stays open.</summary>
    public abstract Stream CreateCompressor(Stream destination, int level);

    /// <summary>Decompresses all concatenated members or frames; disposing disposes the source.</summary>
    public abstract Stream CreateDecompressor(Stream source);
}
