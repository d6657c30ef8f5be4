using System.Numerics;

namespace DataflowWrite.Serialization.Text.Numbers;

/// <summary>
/// Powers of ten with 128 significant bits, rounded up where they have more: 10^e is at most <c>High.Low × 2^(FloorLog2(e) - 127)</c>.
/// </summary>
internal static class PowersOfTen
{
    // All by which a finite double is scaled to its shortest digits.
    private const int Min = -292;
    private const int Max = 324;
    private const int Bits = 128;

    private static readonly UInt128[] Significands = [.. Enumerable.Range(Min, Max - Min + 1).Select(Compute)];

    public static UInt128 Significand(int exponent) => Significands[exponent - Min];

    /// <summary>The exponent of the power of two below a power of ten, from -1233 to 1233.</summary>
    public static int FloorLog2(int exponent) => (exponent * 1_741_647) >> 19;

    private static UInt128 Compute(int exponent)
    {
        var power = BigInteger.Pow(10, Math.Abs(exponent));
        var length = (int)power.GetBitLength();
        if (exponent < 0)
            return (UInt128)(((BigInteger.One << (Bits - 1 + length)) / power) + 1);

        if (length <= Bits)
            return (UInt128)(power << (Bits - length));

        var dropped = length - Bits;
        return (UInt128)((power + (BigInteger.One << dropped) - 1) >> dropped);
    }
}
