using System.Globalization;

namespace DataflowWrite.Columns.Building;

/// <summary>Decimals of up to 38 digits, with a fixed number of them behind the point.</summary>
internal readonly struct DecimalForm : IStoredForm<decimal, Int128>
{
    private const int MaxLongPrecision = 18;

    private readonly int _precision;
    private readonly int _scale;
    private readonly bool _truncate;

    // By the number of zeros to append: the first number that has too many digits for it.
    private readonly Int128[] _limits;

    // The same for the magnitudes of columns of 64 bits; empty for wider ones.
    private readonly ulong[] _shortLimits;

    public DecimalForm(int precision, int scale, bool truncate)
    {
        _precision = precision;
        _scale = scale;
        _truncate = truncate;
        _limits = new Int128[scale + 1];
        for (var zeros = 0; zeros <= scale; zeros++)
            _limits[zeros] = DecimalBits.Power(precision - zeros);

        _shortLimits = precision <= MaxLongPrecision ? [.. _limits.Select(limit => (ulong)limit)] : [];
    }

    public decimal Blank => 0;

    public bool TryStore(decimal value, out Int128 stored)
    {
        if (DecimalBits.TryMagnitude(value, out var magnitude, out var places, out var isNegative)
            && (uint)(_scale - places) < (uint)_shortLimits.Length && magnitude < _shortLimits[_scale - places])
        {
            var scaled = (long)(magnitude * DecimalBits.ShortPower(_scale - places));
            stored = isNegative ? -scaled : scaled;
            return true;
        }

        stored = DecimalBits.Unscaled(value, out var scale);
        var zeros = _scale - scale;
        if (zeros < 0)
        {
            var (quotient, rest) = Int128.DivRem(stored, DecimalBits.Power(-zeros));
            stored = quotient;
            return (rest == 0 || _truncate) && IsBelow(quotient, _limits[0]);
        }

        if (!IsBelow(stored, _limits[zeros]))
            return false;

        if (zeros > 0)
            stored *= DecimalBits.Power(zeros);

        return true;
    }

    public string Problem(decimal value) => DecimalText.Problem(value.ToString(CultureInfo.InvariantCulture), _precision, _scale);

    public bool TryLoad(Int128 stored, out decimal value) => DecimalBits.TryCreate(stored, _scale, out value);

    public string LoadProblem(Int128 stored) => DecimalText.LoadProblem(stored.ToString(CultureInfo.InvariantCulture), _scale);

    private static bool IsBelow(Int128 value, Int128 limit) => value < limit && value > -limit;
}
