using System.Globalization;
using System.Numerics;

namespace DataflowWrite.Columns.Building;

/// <summary>Decimals in columns of more than 38 digits.</summary>
internal readonly struct WideDecimalForm(int precision, int scale, bool truncate) : IStoredForm<decimal, WideBits>
{
    private readonly BigInteger _limit = BigInteger.Pow(10, precision);

    public decimal Blank => 0;

    public bool TryStore(decimal value, out WideBits stored)
    {
        BigInteger unscaled = DecimalBits.Unscaled(value, out var own);
        var lost = BigInteger.Zero;
        if (own <= scale)
            unscaled *= BigInteger.Pow(10, scale - own);
        else
            unscaled = BigInteger.DivRem(unscaled, BigInteger.Pow(10, own - scale), out lost);

        stored = WideBits.Of(unscaled);
        return (lost.IsZero || truncate) && BigInteger.Abs(unscaled) < _limit;
    }

    public string Problem(decimal value) => DecimalText.Problem(value.ToString(CultureInfo.InvariantCulture), precision, scale);

    public bool TryLoad(WideBits stored, out decimal value)
    {
        var (unscaled, own) = (stored.ToBigInteger(), scale);
        while (own > 0 && BigInteger.DivRem(unscaled, 10, out var rest) is var shorter && rest.IsZero)
            (unscaled, own) = (shorter, own - 1);

        value = default;
        return unscaled >= Int128.MinValue && unscaled <= Int128.MaxValue && DecimalBits.TryCreate((Int128)unscaled, own, out value);
    }

    public string LoadProblem(WideBits stored)
        => DecimalText.LoadProblem(stored.ToBigInteger().ToString(CultureInfo.InvariantCulture), scale);
}
