using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DataflowWrite.Columns.Building;

/// <summary>The 32 little-endian bytes of a decimal256.</summary>
[InlineArray(4)]
internal struct WideBits
{
    private ulong _first;

    /// <summary>A number with so many zeros appended; the product must fit.</summary>
    public static WideBits Of(Int128 value, int zeros)
    {
        const int MaxStep = 19;
        var bits = default(WideBits);
        var magnitude = (UInt128)Int128.Abs(value);
        (bits[0], bits[1]) = ((ulong)magnitude, (ulong)(magnitude >> 64));
        for (; zeros > 0; zeros -= MaxStep)
            bits.Multiply((ulong)DecimalBits.Power(Math.Min(zeros, MaxStep)));

        if (value < 0)
            bits.Negate();

        return bits;
    }

    public readonly BigInteger ToBigInteger() => new(MemoryMarshal.AsBytes((ReadOnlySpan<ulong>)this));

    private void Multiply(ulong factor)
    {
        var carry = 0UL;
        for (var i = 0; i < 4; i++)
        {
            var high = Math.BigMul(this[i], factor, out var low);
            this[i] = low + carry;
            carry = high + (this[i] < low ? 1UL : 0);
        }
    }

    private void Negate()
    {
        var carry = 1UL;
        for (var i = 0; i < 4; i++)
        {
            this[i] = ~this[i] + carry;
            carry = this[i] == 0 ? carry : 0;
        }
    }
}
