using Apache.Arrow;
using Apache.Arrow.Types;
using DataflowWrite.Columns;

namespace DataflowWrite.Parquet.Conversions;

/// <summary>A struct, list or map in which a child is converted. The keys of a map become required, as Parquet wants them.</summary>
internal sealed class NestedConversion : ColumnConversion
{
    private readonly ColumnConversion?[] _children;

    private NestedConversion(IArrowType target, ColumnConversion?[] children)
        : base(target)
        => _children = children;

    public static NestedConversion? For(NestedType type)
    {
        var children = type is MapType map
            ? [ForEntries(map.KeyValueType, map.KeyField.IsNullable)]
            : ForChildren(type);
        return children.All(child => child is null) ? null : new(TargetOf(type, children), children);
    }

    // A slice is copied first: of a list it may be a few rows over the values of millions.
    public override ArrayData Convert(ArrayData data, ConversionLease lease)
        => ConvertWhole(lease.Own(RowGather.Take(data, RowSelection.Range(0, data.Length))), lease);

    private ArrayData ConvertWhole(ArrayData data, ConversionLease lease)
    {
        var children = new ArrayData[data.Children.Length];
        for (var i = 0; i < children.Length; i++)
            children[i] = _children[i] switch
            {
                null => data.Children[i],
                NestedConversion nested => nested.ConvertWhole(data.Children[i], lease),
                { } flat => flat.Convert(data.Children[i], lease),
            };

        return new(Target, data.Length, data.GetNullCount(), data.Offset, data.Buffers, children);
    }

    private static ColumnConversion?[] ForChildren(NestedType type)
        => System.Array.ConvertAll([.. type.Fields], field => ColumnConversion.For(field.DataType, isNested: true));

    private static NestedConversion? ForEntries(StructType entries, bool keyIsNullable)
    {
        if (!keyIsNullable)
            return For(entries);

        var children = ForChildren(entries);
        var fields = TargetOf(entries, children).Fields;
        return new(new StructType([new Field(fields[0].Name, fields[0].DataType, nullable: false), fields[1]]), children);
    }

    private static NestedType TargetOf(NestedType type, ColumnConversion?[] children)
    {
        var fields = type.Fields.Select((field, i) => FieldOf(field, children[i]?.Target ?? field.DataType)).ToArray();
        return type switch
        {
            StructType => new StructType(fields),
            MapType map => new MapType(((StructType)fields[0].DataType).Fields[0], ((StructType)fields[0].DataType).Fields[1], map.KeySorted),
            LargeListType => new LargeListType(fields[0]),
            ListViewType => new ListViewType(fields[0]),
            LargeListViewType => new LargeListViewType(fields[0]),
            FixedSizeListType list => new FixedSizeListType(fields[0], list.ListSize),
            _ => new ListType(fields[0]),
        };
    }

    private static Field FieldOf(Field field, IArrowType type)
        => ReferenceEquals(type, field.DataType) ? field : new(field.Name, type, field.IsNullable, field.HasMetadata ? field.Metadata : null);
}
