using System.Numerics;
using System.Runtime.CompilerServices;

namespace DataflowWrite.Sources.Values;

/// <summary>The 32 little-endian bytes of a decimal256.</summary>
[InlineArray(32)]
internal struct Decimal256Bits
{
    private byte _first;

    public static bool TryCreate(BigInteger unscaled, out Decimal256Bits bits)
    {
        bits = default;
        Span<byte> bytes = bits;
        bytes.Fill(unscaled.Sign < 0 ? (byte)0xFF : (byte)0);
        return unscaled.TryWriteBytes(bytes, out _);
    }
}
