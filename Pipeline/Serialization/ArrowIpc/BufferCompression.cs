using System.Buffers.Binary;
using DataflowWrite.Compression;
using DataflowWrite.Storage;
using K4os.Compression.LZ4;
using K4os.Compression.LZ4.Streams;

namespace DataflowWrite.Serialization.ArrowIpc;

/// <summary>
/// Compresses the buffers of a message body. Thread-safe and without state of its own, so that buffers may be compressed side by side.
/// </summary>
internal sealed class BufferCompression
{
    private const long Uncompressed = -1;
    private const int FrameOverhead = 64;

    private readonly CompressionCodec? _zstd;
    private readonly LZ4EncoderSettings? _lz4;
    private readonly int _level;

    private BufferCompression(CompressionCodec zstd, int level) => (_zstd, _level, CodecId) = (zstd, level, 1);

    private BufferCompression(int level)
        => _lz4 = new() { CompressionLevel = level < (int)LZ4Level.L03_HC ? LZ4Level.L00_FAST : (LZ4Level)level };

    /// <summary>The codec as the format numbers it: 0 is an LZ4 frame, 1 is zstd.</summary>
    public byte CodecId { get; }

    /// <summary>The compression that the options ask for; null for none.</summary>
    /// <exception cref="ArgumentException">There is no such compression or level.</exception>
    public static BufferCompression? For(ArrowIpcOptions options)
    {
        var level = options.CompressionLevel;
        switch (options.Compression)
        {
            case ArrowIpcCompression.None when level is null:
                return null;
            case ArrowIpcCompression.None:
                throw new ArgumentException($"CompressionLevel {level} is given where Compression is None.");
            case ArrowIpcCompression.Lz4:
                return new(Checked(level ?? 1, 1, (int)LZ4Level.L12_MAX, "Lz4"));
            case ArrowIpcCompression.Zstd:
                var zstd = CompressionCodec.For(CompressionType.Zstd);
                return new(zstd, Checked(level ?? zstd.DefaultLevel, zstd.MinLevel, zstd.MaxLevel, "Zstd"));
            default:
                throw new ArgumentException(
                    $"Compression {options.Compression} is not one of {string.Join(", ", Enum.GetNames<ArrowIpcCompression>())}.");
        }
    }

    /// <summary>The buffer with its length before it, compressed unless that makes it larger. The caller disposes it.</summary>
    public PooledBufferWriter Compress(ReadOnlySpan<byte> buffer)
    {
        var output = new PooledBufferWriter(sizeof(long) + FrameOverhead + buffer.Length);
        try
        {
            WriteLength(output, buffer.Length);
            if (_zstd is not null)
                _zstd.CompressFrame(buffer, _level, output);
            else
                LZ4Frame.Encode(buffer, output, _lz4);

            if (output.WrittenCount - sizeof(long) < buffer.Length)
                return output;

            output.Clear();
            WriteLength(output, Uncompressed);
            buffer.CopyTo(output.GetSpan(buffer.Length));
            output.Advance(buffer.Length);
            return output;
        }
        catch
        {
            output.Dispose();
            throw;
        }
    }

    private static void WriteLength(PooledBufferWriter output, long length)
    {
        BinaryPrimitives.WriteInt64LittleEndian(output.GetSpan(sizeof(long)), length);
        output.Advance(sizeof(long));
    }

    private static int Checked(int level, int min, int max, string name)
        => level >= min && level <= max ? level : throw new ArgumentException($"CompressionLevel {level} is not one of {min} to {max}, those of {name}.");
}
