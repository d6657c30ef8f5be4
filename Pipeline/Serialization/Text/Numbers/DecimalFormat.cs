using System.Buffers.Binary;
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
        if (magnitude < Digits.EightDigits && digits <= Digits.EightLength && destination.Length > 2 * sizeof(ulong))
        {
            var text = Digits.Spread((uint)magnitude) >> (64 - (8 * digits));
            BinaryPrimitives.WriteUInt64LittleEndian(destination, text);
            BinaryPrimitives.WriteUInt64LittleEndian(destination[(whole + 1)..], text >> (8 * whole));
        }
        else
        {
            Digits.WritePadded(magnitude, destination, digits);
            destination.Slice(whole, scale).CopyTo(destination[(whole + 1)..]);
        }

        destination[whole] = (byte)'.';
        return digits + (negative ? 2 : 1);
    }
}
