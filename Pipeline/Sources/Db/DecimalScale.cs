using System.Numerics;

namespace DataflowWrite.Sources.Db;

/// <summary>Decimals as an unscaled integer with the number of its fraction digits.</summary>
internal static class DecimalScale
{
    private const int SignBit = 31;
    private const int ScaleShift = 16;

    public static (Int128 Unscaled, int Scale) Of(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var magnitude = new UInt128((uint)bits[2], ((ulong)(uint)bits[1] << 32) | (uint)bits[0]);
        var unscaled = (Int128)magnitude;
        return ((bits[3] >>> SignBit) != 0 ? -unscaled : unscaled, (bits[3] >> ScaleShift) & 0xFF);
    }

    /// <summary>False when digits would be lost, or there are more than the precision.</summary>
    public static bool TryRescale<T>(ref T unscaled, int from, int to, T limit)
        where T : IBinaryInteger<T>
    {
        var ten = T.CreateTruncating(10);
        for (; from > to; from--)
        {
            var (quotient, remainder) = T.DivRem(unscaled, ten);
            if (!T.IsZero(remainder))
                return false;

            unscaled = quotient;
        }

        for (; from < to; from++)
        {
            if (!IsBelow(unscaled, limit / ten))
                return false;

            unscaled *= ten;
        }

        return IsBelow(unscaled, limit);
    }

    /// <summary>The first unscaled number with too many digits.</summary>
    public static T Limit<T>(int precision)
        where T : IBinaryInteger<T>
    {
        var limit = T.One;
        for (var i = 0; i < precision; i++)
            limit *= T.CreateTruncating(10);

        return limit;
    }

    private static bool IsBelow<T>(T value, T limit)
        where T : IBinaryInteger<T>
        => value < limit && value > -limit;
}
