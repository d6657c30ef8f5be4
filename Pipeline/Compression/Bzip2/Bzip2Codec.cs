using System.Buffers;

namespace DataflowWrite.Compression.Bzip2;

/// <summary>bzip2 with blocks of 900,000 bytes, the only size that the encoder has.</summary>
internal sealed class Bzip2Codec : CompressionCodec
{
    public override string Name => "bzip2";

    public override string Extension => ".bz2";

    public override string Library => "SharpCompress";

    public override int MinLevel => 0;

    public override int MaxLevel => 0;

    public override int DefaultLevel => 0;

    /// <summary>A little less than one block: runs of equal bytes can grow before they are counted for it.</summary>
    public override int FrameSize => 875 << 10;

    /// <summary>The block, and what sorts it.</summary>
    public override long StreamStateBytes(int level) => 12 << 20;

    public override void CompressFrame(ReadOnlySpan<byte> source, int level, IBufferWriter<byte> output)
    {
        using var compressor = new Bzip2WriteStream(new BufferWriterStream(output));
        compressor.Write(source);
    }

    public override Stream CreateCompressor(Stream destination, int level) => new Bzip2WriteStream(destination);

    public override Stream CreateDecompressor(Stream source) => new Bzip2ReadStream(source);
}
