using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace DataflowWrite.S3.Uploads;

/// <summary>CRC-32C of bytes that come piece by piece, as S3 wants to read it.</summary>
internal struct Crc32C
{
    private uint _inverted;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        var crc = ~_inverted;
        foreach (var word in MemoryMarshal.Cast<byte, ulong>(bytes))
            crc = BitOperations.Crc32C(crc, BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word));

        foreach (var value in bytes[(bytes.Length & ~(sizeof(ulong) - 1))..])
            crc = BitOperations.Crc32C(crc, value);

        _inverted = ~crc;
    }

    /// <summary>The value as Base64 of its four bytes, the most significant first.</summary>
    public readonly string ToBase64()
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, _inverted);
        return Convert.ToBase64String(bytes);
    }
}
