using System.Buffers;
using Apache.Arrow;
using Apache.Arrow.Types;

namespace DataflowWrite.Columns.Statistics;

/// <summary>Nulls and extremes of one column.</summary>
internal sealed class ColumnAccumulator(Field field)
{
    private readonly IArrowType _valueType = LogicalRows.ValueTypeOf(field.DataType);
    private readonly ColumnExtremes? _extremes = ExtremesByType.Create(LogicalRows.ValueTypeOf(field.DataType));
    private long _nullCount;

    public void Add(ArrayData data, int rows)
    {
        if (data.DataType is DictionaryType or RunEndEncodedType)
        {
            AddEncoded(data, rows);
            return;
        }

        _nullCount += NullRows.Count(data, data.Offset, rows);
        _extremes?.Observe(data, new(new RowValidity(data).Bits, data.Offset, rows));
    }

    public void Merge(ColumnAccumulator other)
    {
        _nullCount += other._nullCount;
        _extremes?.Merge(other._extremes!);
    }

    public ColumnSummary Summarize() => new(field.Name, _valueType, _nullCount, _extremes?.Min, _extremes?.Max);

    // Only values that a row refers to count, each once.
    private void AddEncoded(ArrayData data, int count)
    {
        var rented = ArrayPool<int>.Shared.Rent(count);
        try
        {
            var rows = rented.AsSpan(0, count);
            for (var i = 0; i < rows.Length; i++)
                rows[i] = data.Offset + i;

            var values = LogicalRows.Resolve(data, rows);
            var used = new byte[ColumnBuffers.BitmapLength(values.Offset + values.Length)];
            var hasBitmap = values.DataType is not (NullType or UnionType);
            var valid = hasBitmap ? new RowValidity(values) : default;
            foreach (var row in rows)
            {
                if (row < 0 || !(hasBitmap ? valid[row] : NullRows.Count(values, row, 1) == 0))
                    _nullCount++;
                else
                    used[row >> 3] |= (byte)(1 << (row & 7));
            }

            if (used.Length > 0)
                _extremes?.Observe(values, new(used, values.Offset, values.Length));
        }
        finally
        {
            ArrayPool<int>.Shared.Return(rented);
        }
    }
}
