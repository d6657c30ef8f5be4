using System.Buffers;
using System.IO.Compression;

namespace DataflowWrite.Compression;

internal sealed class GzipCodec : CompressionCodec
{
    public override string Name => "gzip";

    public override string Extension => ".gz";

    public override string Library => "System.IO.Compression";

    public override int MinLevel => 0;

    public override int MaxLevel => 9;

    public override int DefaultLevel => 6;

    public override int FrameSize => 1 << 20;

    /// <summary>GZipStream writes nothing at all when it got no bytes, which no reader takes for a gzip file.</summary>
    internal static ReadOnlySpan<byte> EmptyMember =>
        [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>The window and hash tables of deflate take about 270 KB at any level.</summary>
    public override long StreamStateBytes(int level) => 512 << 10;

    public override void CompressFrame(ReadOnlySpan<byte> source, int level, IBufferWriter<byte> output)
    {
        using var compressor = new GzipWriteStream(new BufferWriterStream(output), level);
        compressor.Write(source);
    }

    public override Stream CreateCompressor(Stream destination, int level) => new GzipWriteStream(destination, level);

    public override Stream CreateDecompressor(Stream source) => new GzipReadStream(source);

    internal static GZipStream Open(Stream destination, int level)
        => new(destination, new ZLibCompressionOptions { CompressionLevel = level }, leaveOpen: true);
}
