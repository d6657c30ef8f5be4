using System.Runtime.CompilerServices;

namespace DataflowWrite.Columns.Building;

/// <summary>Decimals as an unscaled integer with the number of its fraction digits, and powers of ten.</summary>
internal static class DecimalBits
{
    public const int MaxShortPrecision = 38;
    public const int MaxPrecision = 76;
    public const int MaxScale = 28;

    /// <summary>The powers that <see cref="ShortPower"/> has.</summary>
    public const int ShortPowerCount = 19;

    private const int SignBit = 31;
    private const int ScaleShift = 16;

    private static readonly Int128[] Powers = MakePowers();
    private static readonly ulong[] ShortPowers = [.. Powers.Take(ShortPowerCount).Select(power => (ulong)power)];

    /// <summary>Ten to the power, up to 38.</summary>
    public static Int128 Power(int exponent) => Powers[exponent];

    /// <summary>Ten to the power, up to 18.</summary>
    public static ulong ShortPower(int exponent) => ShortPowers[exponent];

    /// <summary>The integer and its fraction digits, where it has no more than 64 bits; the sign is 0 or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryMagnitude(decimal value, out ulong magnitude, out int scale, out long sign)
    {
        var parts = Unsafe.BitCast<decimal, Parts>(value);
        (magnitude, scale, sign) = (parts.Low, (parts.Flags >> ScaleShift) & 0xFF, parts.Flags >> SignBit);
        return parts.High == 0;
    }

    public static Int128 Unscaled(decimal value, out int scale)
    {
        var parts = Unsafe.BitCast<decimal, Parts>(value);
        scale = (parts.Flags >> ScaleShift) & 0xFF;
        var magnitude = new Int128(parts.High, parts.Low);
        return parts.Flags >>> SignBit != 0 ? -magnitude : magnitude;
    }

    /// <summary>False when the number has more digits than a decimal holds.</summary>
    public static bool TryCreate(Int128 unscaled, int scale, out decimal value)
    {
        while (scale > MaxScale && unscaled % 10 == 0)
        {
            unscaled /= 10;
            scale--;
        }

        var magnitude = (UInt128)Int128.Abs(unscaled);
        if (scale > MaxScale || (magnitude >> 96) != 0)
        {
            value = default;
            return false;
        }

        value = new((int)(uint)magnitude, (int)(uint)(magnitude >> 32), (int)(uint)(magnitude >> 64), Int128.IsNegative(unscaled), (byte)scale);
        return true;
    }

    private static Int128[] MakePowers()
    {
        var powers = new Int128[MaxShortPrecision + 1];
        powers[0] = 1;
        for (var i = 1; i < powers.Length; i++)
            powers[i] = powers[i - 1] * 10;

        return powers;
    }

    // As decimal.GetBits gives them, without a copy to the stack. A part for each field: other parts would wait for the stores of several.
    private readonly record struct Parts(int Flags, uint High, ulong Low);
}
