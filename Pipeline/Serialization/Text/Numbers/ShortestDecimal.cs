using System.Runtime.CompilerServices;

namespace DataflowWrite.Serialization.Text.Numbers;

/// <summary>
/// The decimal <c>Digits × 10^Exponent</c> of fewest digits that reads back as a given float, and of those the closest one. The digits may end
/// in zeros.
/// </summary>
/// <remarks>
/// The algorithm is Raffaello Giulietti's: "The Schubfach way to render doubles" (2020), section 9. The interval that rounds to the float is
/// scaled by the power of ten at which it holds one or more integers, but not more than ten; products that are not exact are rounded to odd,
/// so that comparisons with multiples of a half come out as if they were.
/// </remarks>
internal readonly record struct ShortestDecimal(ulong Digits, int Exponent)
{
    private const int DoubleFractionBits = 52;
    private const int DoubleBias = 1075;
    private const int SingleFractionBits = 23;
    private const int SingleBias = 150;

    /// <summary>Of a finite number above zero.</summary>
    public static ShortestDecimal Of(double value)
    {
        var bits = BitConverter.DoubleToUInt64Bits(value);
        var (fraction, biased) = (bits & ((1UL << DoubleFractionBits) - 1), (int)(bits >> DoubleFractionBits));
        var significand = biased == 0 ? fraction : fraction | (1UL << DoubleFractionBits);
        var exponent = Math.Max(biased, 1) - DoubleBias;
        var closerBelow = fraction == 0 && biased > 1;

        var scale = Scale(exponent, closerBelow);
        var power = PowersOfTen.Significand(-scale);
        var shift = exponent + PowersOfTen.FloorLog2(-scale) + 1;
        var middle = significand << 2;
        return Choose(
            scale,
            below: Scaled(power, (middle - (closerBelow ? 1UL : 2UL)) << shift),
            Scaled(power, middle << shift),
            above: Scaled(power, (middle + 2) << shift),
            open: significand & 1);
    }

    /// <summary>Of a finite number above zero.</summary>
    public static ShortestDecimal Of(float value)
    {
        var bits = BitConverter.SingleToUInt32Bits(value);
        var (fraction, biased) = (bits & ((1U << SingleFractionBits) - 1), (int)(bits >> SingleFractionBits));
        var significand = biased == 0 ? fraction : fraction | (1U << SingleFractionBits);
        var exponent = Math.Max(biased, 1) - SingleBias;
        var closerBelow = fraction == 0 && biased > 1;

        var scale = Scale(exponent, closerBelow);
        var power = PowersOfTen.Significand(-scale);
        var rounded = (ulong)(power >> 64) + ((ulong)power == 0 ? 0UL : 1UL);
        var shift = exponent + PowersOfTen.FloorLog2(-scale) + 1;
        var middle = (ulong)significand << 2;
        return Choose(
            scale,
            below: Scaled(rounded, (middle - (closerBelow ? 1UL : 2UL)) << shift),
            Scaled(rounded, middle << shift),
            above: Scaled(rounded, (middle + 2) << shift),
            open: significand & 1);
    }

    /// <summary>
    /// The largest power of ten that is not wider than the interval: floor of log10(2^exponent), or of log10(3/4 × 2^exponent) next to a power of two.
    /// </summary>
    private static int Scale(int exponent, bool closerBelow) => ((exponent * 1_262_611) - (closerBelow ? 524_031 : 0)) >> 22;

    /// <summary>The upper 64 bits of a product of 192, odd where others are set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Scaled(UInt128 power, ulong value)
    {
        var high = Math.BigMul((ulong)(power >> 64), value, out var low);
        var carried = low + Math.BigMul((ulong)power, value, out _);
        return (high + (carried < low ? 1UL : 0UL)) | (carried > 1 ? 1UL : 0UL);
    }

    /// <summary>The upper 32 bits of a product of 96, odd where others are set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Scaled(ulong power, ulong value)
    {
        var high = Math.BigMul(power, value, out var low);
        return high | (low >> 32 > 1 ? 1UL : 0UL);
    }

    /// <summary>Chooses between the integers of the interval; its bounds and the value are in quarters.</summary>
    /// <param name="scale">The power of ten that an integer stands for.</param>
    /// <param name="below">The lower bound.</param>
    /// <param name="value">The float.</param>
    /// <param name="above">The upper bound.</param>
    /// <param name="open">1 where the bounds round to another float, else 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ShortestDecimal Choose(int scale, ulong below, ulong value, ulong above, ulong open)
    {
        var (lower, upper) = (below + open, above - open);
        var digits = value / 4;
        var tens = digits / 10;
        var (isDown, isUp) = (lower <= 40 * tens, (40 * tens) + 40 <= upper);
        if (tens > 0 && isDown != isUp)
            return new(tens + (isUp ? 1UL : 0UL), scale + 1);

        (isDown, isUp) = (lower <= 4 * digits, (4 * digits) + 4 <= upper);
        if (isDown != isUp)
            return new(digits + (isUp ? 1UL : 0UL), scale);

        var half = (4 * digits) + 2;
        return new(digits + (value > half || (value == half && (digits & 1) == 1) ? 1UL : 0UL), scale);
    }
}
