using System.Numerics;
using System.Runtime.InteropServices;

namespace DataflowWrite.Storage;

/// <summary>CRC-32C (Castagnoli, RFC 3720) of bytes that come piece by piece, by the processor where it can.</summary>
internal struct Crc32C
{
    private uint _inverted;

    public readonly uint Value => _inverted;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        var crc = ~_inverted;
        foreach (var word in MemoryMarshal.Cast<byte, ulong>(bytes))
            crc = BitOperations.Crc32C(crc, word);

        foreach (var value in bytes[(bytes.Length & ~(sizeof(ulong) - 1))..])
            crc = BitOperations.Crc32C(crc, value);

        _inverted = ~crc;
    }
}
