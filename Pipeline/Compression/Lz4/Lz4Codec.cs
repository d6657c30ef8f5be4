using System.Buffers;
using K4os.Hash.xxHash;

namespace DataflowWrite.Compression.Lz4;

/// <summary>The LZ4 frame format; independent frames carry their content size as well.</summary>
internal sealed class Lz4Codec : CompressionCodec
{
    public override string Name => "lz4";

    public override string Extension => ".lz4";

    public override string Library => "K4os.Compression.LZ4";

    public override int MinLevel => 1;

    public override int MaxLevel => 12;

    public override int DefaultLevel => 1;

    public override int FrameSize => Lz4Frame.BlockSize;

    /// <summary>A block, what becomes of it, and the tables of the thorough levels.</summary>
    public override long StreamStateBytes(int level) => 4 << 20;

    public override void CompressFrame(ReadOnlySpan<byte> source, int level, IBufferWriter<byte> output)
    {
        Lz4Frame.WriteHeader(source.Length, output);
        var checksum = XXH32.DigestOf(source);
        while (!source.IsEmpty)
        {
            var block = source[..Math.Min(source.Length, Lz4Frame.BlockSize)];
            Lz4Frame.WriteBlock(block, level, output);
            source = source[block.Length..];
        }

        Lz4Frame.WriteEnd(checksum, output);
    }

    public override Stream CreateCompressor(Stream destination, int level) => new Lz4WriteStream(destination, level);

    public override Stream CreateDecompressor(Stream source) => new Lz4ReadStream(source);
}
