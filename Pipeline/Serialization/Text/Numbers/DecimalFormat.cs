using System.Numerics;

namespace DataflowWrite.Serialization.Text.Numbers;

/// <summary>Decimals of up to 128 bits, exact and at their scale.</summary>
internal readonly struct DecimalFormat<T>(int scale) : IValueFormat<T>
    where T : unmanaged, IBinaryInteger<T>
{
    private readonly ulong _one = scale is > 0 and <= Digits.MaxPower ? Digits.PowerOfTen(scale) : 0;

    public int MaxLength => DecimalText.MaxLength(Digits.MaxLength128, scale);

    public int Write(T value, Span<byte> destination)
    {
        var wide = Int128.CreateTruncating(value);
        var negative = wide < 0;
        if (_one > 0 && wide <= long.MaxValue && wide >= -long.MaxValue)
            return WriteShort((long)wide, destination);

        Span<byte> digits = stackalloc byte[Digits.MaxLength128];
        var length = Digits.Write(negative ? (UInt128)0 - (UInt128)wide : (UInt128)wide, digits);
        return DecimalText.Write(negative, digits[..length], scale, destination);
    }

    private int WriteShort(long value, Span<byte> destination)
    {
        destination[0] = (byte)'-';
        var length = value < 0 ? 1 : 0;
        var (whole, fraction) = Math.DivRem((ulong)Math.Abs(value), _one);
        length += Digits.Write(whole, destination[length..]);
        destination[length++] = (byte)'.';
        Digits.WritePadded(fraction, destination[length..], scale);
        return length + scale;
    }
}
