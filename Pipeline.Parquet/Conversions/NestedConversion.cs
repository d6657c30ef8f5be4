using Apache.Arrow;
using Apache.Arrow.Types;

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
            ? [NestedOrNull(map.KeyValueType, map.KeyField.IsNullable)]
            : System.Array.ConvertAll([.. type.Fields], field => ColumnConversion.For(field.DataType));
        return children.All(child => child is null) ? null : new(TargetOf(type, children), children);
    }

    public override ArrayData Convert(ArrayData data, ConversionLease lease)
    {
        var children = new ArrayData[data.Children.Length];
        for (var i = 0; i < children.Length; i++)
            children[i] = _children[i]?.Convert(data.Children[i], lease) ?? data.Children[i];

        return new(Target, data.Length, data.GetNullCount(), data.Offset, data.Buffers, children);
    }

    private static NestedConversion? NestedOrNull(StructType entries, bool keyIsNullable)
    {
        if (!keyIsNullable)
            return For(entries);

        var children = System.Array.ConvertAll([.. entries.Fields], field => ColumnConversion.For(field.DataType));
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
