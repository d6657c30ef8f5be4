using System.Buffers;
using System.Collections.Concurrent;
using ZstdSharp;
using ZstdSharp.Unsafe;

namespace DataflowWrite.Compression;

/// <summary>
/// Frames carry a checksum of their content, as those of the zstd tool do: four bytes for 4 MiB, at no cost that could be
/// measured. Independent frames carry their content size as well.
/// </summary>
internal sealed class ZstdCodec : CompressionCodec
{
    // Owned by the caller between TryTake and Add; a context at a high level takes tens of megabytes, hence the limit.
    private readonly ConcurrentBag<Compressor>[] _idle;

    public ZstdCodec()
    {
        _idle = new ConcurrentBag<Compressor>[MaxLevel + 1];
        for (var level = 0; level < _idle.Length; level++)
            _idle[level] = [];
    }

    public override string Name => "zstd";

    public override string Extension => ".zst";

    public override string Library => "ZstdSharp";

    public override int MinLevel => 1;

    public override int MaxLevel => 22;

    public override int DefaultLevel => 3;

    public override int FrameSize => 4 << 20;

    /// <summary>Window and tables grow with the level: measured with 100 streams of level 9, 15 MB each.</summary>
    public override long StreamStateBytes(int level) => level switch
    {
        <= 6 => 8 << 20,
        <= 9 => 16 << 20,
        <= 12 => 48 << 20,
        <= 16 => 96 << 20,
        <= 19 => 192 << 20,
        _ => 1L << 30,
    };

    public override void CompressFrame(ReadOnlySpan<byte> source, int level, IBufferWriter<byte> output)
    {
        var idle = _idle[level];
        if (!idle.TryTake(out var compressor))
            compressor = Create(level);

        try
        {
            var destination = output.GetSpan(Compressor.GetCompressBound(source.Length));
            output.Advance(compressor.Wrap(source, destination));
        }
        catch
        {
            compressor.Dispose();
            throw;
        }

        if (idle.Count < Environment.ProcessorCount)
            idle.Add(compressor);
        else
            compressor.Dispose();
    }

    public override Stream CreateCompressor(Stream destination, int level) => new ZstdWriteStream(destination, Create(level));

    public override Stream CreateDecompressor(Stream source) => new ZstdReadStream(source);

    private static Compressor Create(int level)
    {
        var compressor = new Compressor(level);
        compressor.SetParameter(ZSTD_cParameter.ZSTD_c_checksumFlag, 1);
        return compressor;
    }
}
