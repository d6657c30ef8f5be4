using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DataflowWrite.Serialization.Text.Numbers;

/// <summary>Decimals of up to 128 bits, exact and at their scale.</summary>
internal readonly struct DecimalFormat<T>(int scale) : IValueFormat<T>
    where T : unmanaged, IBinaryInteger<T>
{
    // Behind the point there are at most as many digits as are spread at once, less the one before it.
    private readonly int _maxLeadingBits = scale > 0 ? 8 * (Digits.EightLength - 1 - scale) : -1;

    public int MaxLength => DecimalText.MaxLength(Digits.MaxLength128, scale);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Write(T value, Span<byte> destination)
    {
        var low = long.CreateTruncating(value);
        var sign = low >> 63;
        var magnitude = (ulong)((low ^ sign) - sign);
        return magnitude < Digits.EightDigits && _maxLeadingBits >= 0 && T.CreateTruncating(low) == value
            ? WriteFew((uint)magnitude, (int)sign, ref MemoryMarshal.GetReference(destination))
            : WriteAny(value, destination);
    }

    /// <summary>Eight digits or fewer, of which those behind the point are written again one place on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int WriteFew(uint magnitude, int sign, ref byte destination)
    {
        destination = (byte)'-';
        ref var start = ref Unsafe.Add(ref destination, -sign);
        var digits = Digits.Spread(magnitude);
        var leading = Math.Min(Digits.LeadingBits(digits), _maxLeadingBits);
        var text = Digits.Characters(digits, leading);
        var count = Digits.EightLength - (leading >> 3);
        var whole = count - scale;
        Unsafe.WriteUnaligned(ref start, text);
        ref var point = ref Unsafe.Add(ref start, whole);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref point, 1), text >> (8 * whole));
        point = (byte)'.';
        return count + 1 - sign;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int WriteAny(T value, Span<byte> destination)
    {
        var wide = Int128.CreateTruncating(value);
        var (high, low) = ((long)(wide >> 64), (long)wide);
        if (high == low >> 63 && scale is > 0 and < Digits.MaxLength64)
            return WriteShort(low < 0, low < 0 ? 0UL - (ulong)low : (ulong)low, destination);

        return WriteLong(wide, destination);
    }

    private int WriteLong(Int128 value, Span<byte> destination)
    {
        var negative = value < 0;
        Span<byte> digits = stackalloc byte[Digits.MaxLength128];
        var length = Digits.Write(negative ? (UInt128)0 - (UInt128)value : (UInt128)value, digits);
        return DecimalText.Write(negative, digits[..length], scale, destination);
    }

    /// <summary>Writes the digits without a point, at least one before its place, and makes room for it.</summary>
    private int WriteShort(bool negative, ulong magnitude, Span<byte> destination)
    {
        destination[0] = (byte)'-';
        destination = destination[(negative ? 1 : 0)..];
        var digits = Math.Max(Digits.Count(magnitude), scale + 1);
        var whole = digits - scale;
        Digits.WritePadded(magnitude, destination, digits);
        destination.Slice(whole, scale).CopyTo(destination[(whole + 1)..]);
        destination[whole] = (byte)'.';
        return digits + (negative ? 2 : 1);
    }
}
