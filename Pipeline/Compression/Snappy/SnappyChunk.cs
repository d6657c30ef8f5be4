using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using SnappyBlock = Snappier.Snappy;

namespace DataflowWrite.Compression.Snappy;

/// <summary>The chunks of the framing format of Snappy: a byte of kind, three of length, then the content.</summary>
internal static class SnappyChunk
{
    public const byte Compressed = 0x00;
    public const byte Uncompressed = 0x01;
    public const byte Padding = 0xFE;
    public const byte Identifier = 0xFF;

    public const int HeaderLength = 4;
    public const int ChecksumLength = 4;

    /// <summary>Uncompressed bytes of a chunk, at the most.</summary>
    public const int MaxContent = 64 * 1024;

    /// <summary>The first chunk of every stream, whole.</summary>
    public static ReadOnlySpan<byte> StreamIdentifier => [Identifier, 6, 0, 0, (byte)'s', (byte)'N', (byte)'a', (byte)'P', (byte)'p', (byte)'Y'];

    public static void Write(ReadOnlySpan<byte> content, IBufferWriter<byte> output)
    {
        const int Head = HeaderLength + ChecksumLength;
        var chunk = output.GetSpan(Head + SnappyBlock.GetMaxCompressedLength(content.Length));
        var length = SnappyBlock.Compress(content, chunk[Head..]);
        var kind = Compressed;
        if (length > content.Length - (content.Length / 8))
        {
            kind = Uncompressed;
            length = content.Length;
            content.CopyTo(chunk[Head..]);
        }

        BinaryPrimitives.WriteUInt32LittleEndian(chunk, (uint)(length + ChecksumLength) << 8 | kind);
        BinaryPrimitives.WriteUInt32LittleEndian(chunk[HeaderLength..], MaskedChecksum(content));
        output.Advance(Head + length);
    }

    /// <summary>CRC-32C, rotated and shifted, as the format asks for.</summary>
    public static uint MaskedChecksum(ReadOnlySpan<byte> content)
    {
        var crc = uint.MaxValue;
        for (; content.Length >= sizeof(ulong); content = content[sizeof(ulong)..])
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(content));

        foreach (var value in content)
            crc = BitOperations.Crc32C(crc, value);

        return BitOperations.RotateRight(~crc, 15) + 0xA282EAD8;
    }
}
