using System.Numerics;
using Apache.Arrow.Types;
using DataflowWrite.Sources.Values;

namespace DataflowWrite.Sources.Db;

internal readonly struct LongWholeDecimalConverter<T>(Decimal256Type type) : IValueConverter<T, Decimal256Bits>
    where T : IBinaryInteger<T>
{
    private readonly int _scale = type.Scale;
    private readonly BigInteger _limit = DecimalScale.Limit<BigInteger>(type.Precision);

    public bool TryConvert(T value, out Decimal256Bits result)
    {
        var unscaled = BigInteger.CreateChecked(value);
        if (DecimalScale.TryRescale(ref unscaled, 0, _scale, _limit))
            return Decimal256Bits.TryCreate(unscaled, out result);

        result = default;
        return false;
    }
}
