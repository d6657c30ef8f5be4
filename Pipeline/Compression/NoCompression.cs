using System.Buffers;

namespace DataflowWrite.Compression;

internal sealed class NoCompression : CompressionCodec
{
    public override string Name => "none";

    public override string Extension => "";

    public override string Library => "";

    public override int MinLevel => 0;

    public override int MaxLevel => 0;

    public override int DefaultLevel => 0;

    public override int FrameSize => 1 << 20;

    public override int ResolveLevel(int? level)
        => level is null
            ? DefaultLevel
            : throw new ArgumentOutOfRangeException(
                nameof(level), level, "Without compression (none) there are no levels; leave it out, or choose a compression that has them.");

    public override long StreamStateBytes(int level) => 0;

    public override void CompressFrame(ReadOnlySpan<byte> source, int level, IBufferWriter<byte> output) => output.Write(source);

    public override Stream CreateCompressor(Stream destination, int level) => new PassThroughStream(destination);

    public override Stream CreateDecompressor(Stream source) => source;
}
