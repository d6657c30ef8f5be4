using System.Numerics;
using Apache.Arrow.Types;

namespace DataflowWrite.Sources.Db;

internal readonly struct WholeDecimalConverter<T>(Decimal128Type type) : IValueConverter<T, Int128>
    where T : IBinaryInteger<T>
{
    private readonly int _scale = type.Scale;
    private readonly Int128 _limit = DecimalScale.Limit<Int128>(type.Precision);

    public bool TryConvert(T value, out Int128 result)
    {
        result = Int128.CreateSaturating(value);
        return T.CreateSaturating(result) == value && DecimalScale.TryRescale(ref result, 0, _scale, _limit);
    }
}
