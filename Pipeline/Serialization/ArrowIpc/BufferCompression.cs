using System.Buffers.Binary;
using DataflowWrite.Compression;
using DataflowWrite.Storage;

namespace DataflowWrite.Serialization.ArrowIpc;

/// <summary>
/// Compresses the buffers of a message body. Thread-safe and without state of its own, so that buffers may be compressed side by side.
/// </summary>
internal sealed class BufferCompression
{
    private const long Uncompressed = -1;
    private const int FrameOverhead = 64;

    private readonly CompressionCodec _codec;
    private readonly int _level;

    private BufferCompression(CompressionType type, byte codecId, int? level)
    {
        _codec = CompressionCodec.For(type);
        _level = level ?? _codec.DefaultLevel;
        if (_level < _codec.MinLevel || _level > _codec.MaxLevel)
            throw new ArgumentException($"CompressionLevel {level} is not one of {_codec.MinLevel} to {_codec.MaxLevel}, those of {type}.");

        CodecId = codecId;
    }

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
                return new(CompressionType.Lz4, codecId: 0, level);
            case ArrowIpcCompression.Zstd:
                return new(CompressionType.Zstd, codecId: 1, level);
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
            _codec.CompressFrame(buffer, _level, output);
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
}
