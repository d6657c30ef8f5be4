using System.Buffers;

namespace DataflowWrite.Compression.Bzip2;

/// <summary>
/// bzip2, sorted in linear time. The encoders for .NET sort data that repeats so slowly that they randomise it, which several readers
/// refuse, and have one block size only.
/// </summary>
internal sealed class Bzip2Codec : CompressionCodec
{
    public override string Name => "bzip2";

    public override string Extension => ".bz2";

    public override string Library => "managed";

    public override int MinLevel => 1;

    public override int MaxLevel => 9;

    public override int DefaultLevel => 9;

    /// <summary>A little less than one block of the default level: runs of four equal bytes become five.</summary>
    public override int FrameSize => 875 << 10;

    public override long FrameStateBytes => StreamStateBytes(MaxLevel);

    /// <summary>The block, and ten times as much to sort it.</summary>
    public override long StreamStateBytes(int level) => level * 1_200_000L;

    public override void CompressFrame(ReadOnlySpan<byte> source, int level, IBufferWriter<byte> output)
    {
        using var compressor = new Bzip2WriteStream(new BufferWriterStream(output), level);
        compressor.Write(source);
    }

    public override Stream CreateCompressor(Stream destination, int level) => new Bzip2WriteStream(destination, level);

    public override Stream CreateDecompressor(Stream source) => new Bzip2ReadStream(source);
}
