using System.Numerics;

namespace DataflowWrite.Serialization.Text.Numbers;

/// <summary>Decimals of up to 128 bits, exact and at their scale.</summary>
internal readonly struct DecimalFormat<T>(int scale) : IValueFormat<T>
    where T : unmanaged, IBinaryInteger<T>
{
    public int MaxLength => DecimalText.MaxLength(Digits.MaxLength128, scale);

    public int Write(T value, Span<byte> destination)
    {
        var wide = Int128.CreateTruncating(value);
        var negative = wide < 0;
        Span<byte> digits = stackalloc byte[Digits.MaxLength128];
        var length = Digits.Write(negative ? (UInt128)0 - (UInt128)wide : (UInt128)wide, digits);
        return DecimalText.Write(negative, digits[..length], scale, destination);
    }
}
