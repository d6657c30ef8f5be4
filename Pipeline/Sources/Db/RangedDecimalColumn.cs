using Apache.Arrow;

namespace DataflowWrite.Sources.Db;

/// <summary>Passes on the decimals of which no digit can be lost.</summary>
internal sealed class RangedDecimalColumn(IValueColumn<decimal> values, DecimalRange range) : IValueColumn<decimal>
{
    public long Bytes => values.Bytes;

    public int Count => values.Count;

    public void AppendNull() => values.AppendNull();

    public bool TryAppend(decimal value)
    {
        range.Require(value);
        return values.TryAppend(value);
    }

    public ArrayData BuildData() => values.BuildData();
}
