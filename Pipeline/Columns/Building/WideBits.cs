using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DataflowWrite.Columns.Building;

/// <summary>The 32 little-endian bytes of a decimal256.</summary>
[InlineArray(4)]
internal struct WideBits
{
    private ulong _first;

    public static WideBits Of(BigInteger unscaled)
    {
        var bits = default(WideBits);
        var bytes = MemoryMarshal.AsBytes((Span<ulong>)bits);
        bytes.Fill(unscaled.Sign < 0 ? (byte)0xFF : (byte)0);
        unscaled.TryWriteBytes(bytes, out _);
        return bits;
    }

    public readonly BigInteger ToBigInteger() => new(MemoryMarshal.AsBytes((ReadOnlySpan<ulong>)this));
}
