using System.Globalization;
using System.Runtime.CompilerServices;

namespace DataflowWrite.Columns.Building;

/// <summary>Decimals of up to 38 digits, with a fixed number of them behind the point.</summary>
internal readonly struct DecimalForm : IStoredForm<decimal, Int128>
{
    private readonly int _precision;
    private readonly int _scale;
    private readonly bool _truncate;

    // By the number of zeros to append: the first number that has too many digits for it.
    private readonly Int128[] _limits;

    // The same for numbers that fit into 64 bits with the zeros, and what appends these.
    private readonly (ulong Limit, ulong Factor)[] _short;

    public DecimalForm(int precision, int scale, bool truncate)
    {
        _precision = precision;
        _scale = scale;
        _truncate = truncate;
        _limits = new Int128[scale + 1];
        for (var zeros = 0; zeros <= scale; zeros++)
            _limits[zeros] = DecimalBits.Power(precision - zeros);

        _short = new (ulong, ulong)[Math.Min(scale + 1, DecimalBits.ShortPowerCount)];
        for (var zeros = 0; zeros < _short.Length; zeros++)
        {
            var factor = DecimalBits.ShortPower(zeros);
            _short[zeros] = ((ulong)Int128.Min(_limits[zeros], long.MaxValue / (long)factor), factor);
        }
    }

    public decimal Blank => 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryStore(decimal value, out Int128 stored)
    {
        var isShort = DecimalBits.TryMagnitude(value, out var magnitude, out var places, out var sign);
        var (zeros, steps) = (_scale - places, _short);
        if (isShort && (uint)zeros < (uint)steps.Length && magnitude < steps[zeros].Limit)
        {
            stored = ((long)(magnitude * steps[zeros].Factor) ^ sign) - sign;
            return true;
        }

        // The address of the result would else be taken, which keeps it out of registers.
        var isStored = TryStoreAny(value, out var any);
        stored = any;
        return isStored;
    }

    public string Problem(decimal value) => DecimalText.Problem(value.ToString(CultureInfo.InvariantCulture), _precision, _scale);

    public bool TryLoad(Int128 stored, out decimal value) => DecimalBits.TryCreate(stored, _scale, out value);

    public string LoadProblem(Int128 stored) => DecimalText.LoadProblem(stored.ToString(CultureInfo.InvariantCulture), _scale);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool TryStoreAny(decimal value, out Int128 stored)
    {
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

    private static bool IsBelow(Int128 value, Int128 limit) => value < limit && value > -limit;
}
