using System.Buffers.Binary;
using System.Numerics;

namespace DataflowWrite.Partitioning.Transforms;

/// <summary>Murmur3, the 32-bit variant for x86, with the seed 0: the hash of Iceberg's buckets.</summary>
internal static class Murmur3
{
    private const uint C1 = 0xCC9E_2D51;
    private const uint C2 = 0x1B87_3593;

    /// <summary>The hash of an integer's eight bytes, the lowest first.</summary>
    public static int OfInt64(long value)
        => Finish(Mix(Mix(0, (uint)value), (uint)(value >> 32)), sizeof(long));

    public static int OfBytes(ReadOnlySpan<byte> bytes)
    {
        var hash = 0u;
        var rest = bytes;
        for (; rest.Length >= sizeof(uint); rest = rest[sizeof(uint)..])
            hash = Mix(hash, BinaryPrimitives.ReadUInt32LittleEndian(rest));

        var tail = 0u;
        for (var i = 0; i < rest.Length; i++)
            tail |= (uint)rest[i] << (8 * i);

        return Finish(hash ^ Scramble(tail), bytes.Length);
    }

    private static uint Mix(uint hash, uint block) => (BitOperations.RotateLeft(hash ^ Scramble(block), 13) * 5) + 0xE654_6B64;

    private static uint Scramble(uint block) => BitOperations.RotateLeft(block * C1, 15) * C2;

    private static int Finish(uint hash, int length)
    {
        hash ^= (uint)length;
        hash = (hash ^ (hash >> 16)) * 0x85EB_CA6B;
        hash = (hash ^ (hash >> 13)) * 0xC2B2_AE35;
        return (int)(hash ^ (hash >> 16));
    }
}
