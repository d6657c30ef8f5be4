using System.Buffers;
using System.Buffers.Binary;
using K4os.Compression.LZ4;
using K4os.Hash.xxHash;

namespace DataflowWrite.Compression.Lz4;

/// <summary>The parts of an LZ4 frame. Ours have independent blocks of 1 MiB and a checksum of their content.</summary>
internal static class Lz4Frame
{
    public const uint Magic = 0x184D2204;
    public const uint LegacyMagic = 0x184C2102;
    public const uint SkippableMagic = 0x184D2A50;
    public const uint SkippableMask = 0xFFFFFFF0;

    public const byte Version = 1 << 6;
    public const byte VersionMask = 3 << 6;
    public const byte Independent = 1 << 5;
    public const byte BlockChecksum = 1 << 4;
    public const byte ContentSize = 1 << 3;
    public const byte ContentChecksum = 1 << 2;
    public const byte Reserved = 1 << 1;
    public const byte DictionaryId = 1;

    public const uint StoredBlock = 1u << 31;

    /// <summary>What a block that is not independent may reach back to.</summary>
    public const int History = 64 * 1024;

    public const int BlockSize = 1 << 20;

    private const byte BlockSizeCode = 6 << 4;

    public static int MaxBlockSize(byte code) => code switch
    {
        4 << 4 => 64 << 10,
        5 << 4 => 256 << 10,
        6 << 4 => 1 << 20,
        7 << 4 => 4 << 20,
        _ => 0,
    };

    /// <summary>The one byte of checksum behind the descriptor.</summary>
    public static byte HeaderChecksum(ReadOnlySpan<byte> descriptor) => (byte)(XXH32.DigestOf(descriptor) >> 8);

    public static void WriteHeader(long? contentSize, IBufferWriter<byte> output)
    {
        var length = contentSize is null ? 2 : 10;
        var header = output.GetSpan(sizeof(uint) + length + 1);
        BinaryPrimitives.WriteUInt32LittleEndian(header, Magic);
        var descriptor = header.Slice(sizeof(uint), length);
        descriptor[0] = (byte)(Version | Independent | ContentChecksum | (contentSize is null ? 0 : ContentSize));
        descriptor[1] = BlockSizeCode;
        if (contentSize is { } size)
            BinaryPrimitives.WriteInt64LittleEndian(descriptor[2..], size);

        header[sizeof(uint) + length] = HeaderChecksum(descriptor);
        output.Advance(sizeof(uint) + length + 1);
    }

    public static void WriteBlock(ReadOnlySpan<byte> block, int level, IBufferWriter<byte> output)
    {
        var header = output.GetSpan(sizeof(uint) + LZ4Codec.MaximumOutputSize(block.Length));
        var content = header[sizeof(uint)..];
        var length = LZ4Codec.Encode(block, content, LevelOf(level));
        var flag = 0u;
        if (length <= 0 || length >= block.Length)
        {
            block.CopyTo(content);
            (length, flag) = (block.Length, StoredBlock);
        }

        BinaryPrimitives.WriteUInt32LittleEndian(header, (uint)length | flag);
        output.Advance(sizeof(uint) + length);
    }

    public static void WriteEnd(uint contentChecksum, IBufferWriter<byte> output)
    {
        var end = output.GetSpan(2 * sizeof(uint));
        BinaryPrimitives.WriteUInt32LittleEndian(end, 0);
        BinaryPrimitives.WriteUInt32LittleEndian(end[sizeof(uint)..], contentChecksum);
        output.Advance(2 * sizeof(uint));
    }

    // As in the lz4 tool, 1 and 2 are the fast compressor, and 3 is the first level of the thorough one.
    private static LZ4Level LevelOf(int level) => level < (int)LZ4Level.L03_HC ? LZ4Level.L00_FAST : (LZ4Level)level;
}
