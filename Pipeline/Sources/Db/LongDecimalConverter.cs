using System.Numerics;
using Apache.Arrow.Types;
using DataflowWrite.Sources.Values;

namespace DataflowWrite.Sources.Db;

internal readonly struct LongDecimalConverter(Decimal256Type type) : IValueConverter<decimal, Decimal256Bits>
{
    private readonly int _scale = type.Scale;
    private readonly BigInteger _limit = DecimalScale.Limit<BigInteger>(type.Precision);

    public bool TryConvert(decimal value, out Decimal256Bits result)
    {
        var (unscaled, scale) = DecimalScale.Of(value);
        var rescaled = (BigInteger)unscaled;
        if (DecimalScale.TryRescale(ref rescaled, scale, _scale, _limit))
            return Decimal256Bits.TryCreate(rescaled, out result);

        result = default;
        return false;
    }
}
