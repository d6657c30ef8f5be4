using Apache.Arrow;

namespace DataflowWrite.Sources.Db;

/// <summary>
/// The decimals in lists of which the provider does not say the digits: one that fills <see cref="decimal"/> may be rounded, and is
/// refused.
/// </summary>
internal sealed class UnsaidDecimalColumn(IValueColumn<decimal> values) : IValueColumn<decimal>
{
    /// <summary>A sum that was rounded keeps at least so many digits.</summary>
    private static readonly Int128 Full = (Int128)decimal.MaxValue / 10;

    public long Bytes => values.Bytes;

    public int Count => values.Count;

    public void AppendNull() => values.AppendNull();

    public bool TryAppend(decimal value)
        => Int128.Abs(DecimalScale.Of(value).Unscaled) < Full
            ? values.TryAppend(value)
            : throw new OverflowException("an item has as many digits as System.Decimal holds, and the provider may have rounded it");

    public ArrayData BuildData() => values.BuildData();
}
