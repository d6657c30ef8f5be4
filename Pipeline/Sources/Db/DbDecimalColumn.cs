using System.Data.Common;
using System.Numerics;
using Apache.Arrow;

namespace DataflowWrite.Sources.Db;

/// <summary>
/// Decimals of more digits than <see cref="decimal"/> has: the whole numbers among them are read in another way.
/// </summary>
internal sealed class DbDecimalColumn<TOut, TConverter, TWhole>(
    DbColumnInfo info, Field field, TConverter converter, TWhole whole) : ResultColumn(info, field)
    where TOut : unmanaged
    where TConverter : struct, IValueConverter<decimal, TOut>
    where TWhole : struct, IValueConverter<BigInteger, TOut>
{
    private readonly FixedValueColumn<TOut, TOut, SameValue<TOut>> _values = new(field.DataType, default);
    private readonly DecimalRange _range = DecimalRange.Of(info.Scale);
    private readonly int _ordinal = info.Ordinal;

    public override long Bytes => _values.Bytes;

    public override void AppendNull() => _values.AppendNull();

    public override bool TryAppend(DbDataReader reader)
    {
        TOut result;
        if (!TryGet(reader, out var value))
            return whole.TryConvert(reader.GetFieldValue<BigInteger>(_ordinal), out result) && _values.TryAppend(result);

        _range.Require(value);
        return converter.TryConvert(value, out result) && _values.TryAppend(result);
    }

    public override IArrowArray Build() => ArrowArrayFactory.BuildArray(_values.BuildData());

    private bool TryGet(DbDataReader reader, out decimal value)
    {
        try
        {
            value = reader.GetDecimal(_ordinal);
            return true;
        }
        catch (OverflowException)
        {
            value = default;
            return false;
        }
    }
}
