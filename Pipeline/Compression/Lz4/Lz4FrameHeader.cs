using System.Buffers.Binary;

namespace DataflowWrite.Compression.Lz4;

/// <summary>What the descriptor of an LZ4 frame says about its blocks.</summary>
internal sealed record Lz4FrameHeader(
    int MaxBlockSize, bool IsIndependent, bool HasBlockChecksum, bool HasContentChecksum, long? ContentSize, bool HasDictionary)
{
    /// <summary>Flags, block size, and the optional fields.</summary>
    public static int DescriptorLength(byte flags)
        => 2 + ((flags & Lz4Frame.ContentSize) != 0 ? sizeof(long) : 0) + ((flags & Lz4Frame.DictionaryId) != 0 ? sizeof(uint) : 0);

    /// <summary>Null for what no version of the format defines.</summary>
    public static Lz4FrameHeader? Parse(ReadOnlySpan<byte> descriptor)
    {
        var flags = descriptor[0];
        var maxBlockSize = Lz4Frame.MaxBlockSize(descriptor[1]);
        if ((flags & Lz4Frame.VersionMask) != Lz4Frame.Version || (flags & Lz4Frame.Reserved) != 0 || maxBlockSize == 0)
            return null;

        return new(
            maxBlockSize,
            (flags & Lz4Frame.Independent) != 0,
            (flags & Lz4Frame.BlockChecksum) != 0,
            (flags & Lz4Frame.ContentChecksum) != 0,
            (flags & Lz4Frame.ContentSize) != 0 ? BinaryPrimitives.ReadInt64LittleEndian(descriptor[2..]) : null,
            (flags & Lz4Frame.DictionaryId) != 0);
    }
}
