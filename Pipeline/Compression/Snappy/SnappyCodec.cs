using System.Buffers;

namespace DataflowWrite.Compression.Snappy;

/// <summary>The framing format of Snappy, not the container of Hadoop.</summary>
internal sealed class SnappyCodec : CompressionCodec
{
    public override string Name => "snappy";

    public override string Extension => ".sz";

    public override string Library => "Snappier";

    public override int MinLevel => 0;

    public override int MaxLevel => 0;

    public override int DefaultLevel => 0;

    public override int FrameSize => 1 << 20;

    public override long StreamStateBytes(int level) => 256 << 10;

    public override void CompressFrame(ReadOnlySpan<byte> source, int level, IBufferWriter<byte> output)
    {
        output.Write(SnappyChunk.StreamIdentifier);
        while (!source.IsEmpty)
        {
            var content = source[..Math.Min(source.Length, SnappyChunk.MaxContent)];
            SnappyChunk.Write(content, output);
            source = source[content.Length..];
        }
    }

    public override Stream CreateCompressor(Stream destination, int level) => new SnappyWriteStream(destination);

    public override Stream CreateDecompressor(Stream source) => new SnappyReadStream(source);
}
