using System.Runtime.InteropServices;
using Apache.Arrow;
using Apache.Arrow.Types;
using DataflowWrite.Columns;

namespace DataflowWrite.Parquet.Conversions;

/// <summary>A list of fixed size to a plain one: Arrow C++ refuses to read what it writes of the former where a list is null.</summary>
internal sealed class FixedListConversion : ColumnConversion
{
    private readonly int _size;
    private readonly ColumnConversion? _values;

    private FixedListConversion(int size, Field values, ColumnConversion? conversion)
        : base(new ListType(values))
    {
        _size = size;
        _values = conversion;
    }

    public static FixedListConversion For(FixedSizeListType type)
    {
        var conversion = ColumnConversion.For(type.ValueDataType, isNested: true);
        var field = type.ValueField;
        return new(type.ListSize, conversion is null ? field : new(field.Name, conversion.Target, field.IsNullable, field.Metadata), conversion);
    }

    public override ArrayData Convert(ArrayData data, ConversionLease lease)
    {
        var valid = new RowValidity(data);
        var lead = LeadOf(data);
        var offsets = new int[lead + data.Length + 1];
        var rows = new List<int>(data.Length * _size);
        for (var i = 0; i < data.Length; i++)
        {
            if (valid[data.Offset + i])
                for (var j = 0; j < _size; j++)
                    rows.Add(((data.Offset + i) * _size) + j);

            offsets[lead + i + 1] = rows.Count;
        }

        var values = lease.Own(RowGather.Take(ArrowArrayFactory.BuildArray(data.Children[0]), CollectionsMarshal.AsSpan(rows)).Data);
        var flat = WithBuffers(data, MemoryMarshal.AsBytes(offsets.AsSpan()).ToArray());
        return new(Target, flat.Length, flat.GetNullCount(), flat.Offset, flat.Buffers, [_values?.Convert(values, lease) ?? values]);
    }
}
