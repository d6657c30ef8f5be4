using Apache.Arrow.Types;

namespace DataflowWrite.Sources.Db;

internal readonly struct DecimalConverter(Decimal128Type type) : IValueConverter<decimal, Int128>
{
    private readonly int _scale = type.Scale;
    private readonly Int128 _limit = DecimalScale.Limit<Int128>(type.Precision);

    public bool TryConvert(decimal value, out Int128 result)
    {
        (result, var scale) = DecimalScale.Of(value);
        return DecimalScale.TryRescale(ref result, scale, _scale, _limit);
    }
}
