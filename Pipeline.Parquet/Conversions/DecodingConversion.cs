using Apache.Arrow;
using Apache.Arrow.Types;
using DataflowWrite.Columns;

namespace DataflowWrite.Parquet.Conversions;

/// <summary>A dictionary column to its values.</summary>
internal sealed class DecodingConversion(DictionaryType type, ColumnConversion? values) : ColumnConversion(values?.Target ?? type.ValueType)
{
    public override ArrayData Convert(ArrayData data, ConversionLease lease)
    {
        var rows = DictionaryCodes.Read(data);
        var bits = new byte[ColumnBuffers.BitmapLength(rows.Length)];
        var nulls = 0;
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i] >= 0)
            {
                bits[i >> 3] |= (byte)(1 << (i & 7));
                continue;
            }

            // Any entry will do under a null.
            rows[i] = 0;
            nulls++;
        }

        if (nulls == rows.Length || Target is NullType)
            return NullColumn.Of(Target, rows.Length);

        var entries = values?.Convert(data.Dictionary, lease) ?? data.Dictionary;
        var taken = lease.Own(RowGather.Take(ArrowArrayFactory.BuildArray(entries), rows).Data);
        if (nulls == 0)
            return taken;

        var own = new RowValidity(taken);
        for (var i = 0; i < rows.Length; i++)
            if (!own[i])
                bits[i >> 3] &= (byte)~(1 << (i & 7));

        ArrowBuffer[] buffers = [new ArrowBuffer(bits), .. taken.Buffers[1..]];
        return new(taken.DataType, rows.Length, -1, 0, buffers, taken.Children, taken.Dictionary);
    }
}
