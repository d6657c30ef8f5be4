using System.Numerics;
using System.Runtime.InteropServices;

namespace DataflowWrite.Storage;

/// <summary>CRC-32C (Castagnoli, RFC 3720), by the processor where it can.</summary>
internal static class Crc32C
{
    public const uint Start = uint.MaxValue;

    public static uint Append(uint state, ReadOnlySpan<byte> bytes)
    {
        foreach (var word in MemoryMarshal.Cast<byte, ulong>(bytes))
            state = BitOperations.Crc32C(state, word);

        foreach (var value in bytes[(bytes.Length & ~7)..])
            state = BitOperations.Crc32C(state, value);

        return state;
    }

    public static uint Finish(uint state) => ~state;
}
