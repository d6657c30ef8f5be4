using System.Globalization;
using System.Numerics;

namespace DataflowWrite.Columns.Building;

/// <summary>Decimals in columns of more than 38 digits.</summary>
internal readonly struct WideDecimalForm(int precision, int scale, bool truncate) : IStoredForm<decimal, WideBits>
{
    public decimal Blank => 0;

    public bool TryStore(decimal value, out WideBits stored)
    {
        var unscaled = DecimalBits.Unscaled(value, out var own);
        var zeros = scale - own;
        var lost = Int128.Zero;
        if (zeros < 0)
        {
            (unscaled, lost) = Int128.DivRem(unscaled, DecimalBits.Power(-zeros));
            zeros = 0;
        }

        // A decimal has 29 digits at most, which is below all powers that are not in the table.
        var room = precision - zeros;
        var fits = room > DecimalBits.MaxShortPrecision || Int128.Abs(unscaled) < DecimalBits.Power(room);
        stored = fits ? WideBits.Of(unscaled, zeros) : default;
        return fits && (lost == 0 || truncate);
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
