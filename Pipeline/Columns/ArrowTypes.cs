using Apache.Arrow;
using Apache.Arrow.Types;

namespace DataflowWrite.Columns;

/// <summary>Names of Arrow types for messages, and whether two have the same layout and meaning, which Arrow checks for no batch.</summary>
internal static class ArrowTypes
{
    public static string NameOf(IArrowType type) => type switch
    {
        TimestampType { Timezone: { Length: > 0 } zone } t => $"timestamp[{UnitOf(t.Unit)}, {zone}]",
        TimestampType t => $"timestamp[{UnitOf(t.Unit)}]",
        Time32Type or Time64Type => $"{type.Name}[{UnitOf(((TimeType)type).Unit)}]",
        DurationType t => $"duration[{UnitOf(t.Unit)}]",
        Decimal32Type t => $"decimal32({t.Precision}, {t.Scale})",
        Decimal64Type t => $"decimal64({t.Precision}, {t.Scale})",
        Decimal128Type t => $"decimal128({t.Precision}, {t.Scale})",
        Decimal256Type t => $"decimal256({t.Precision}, {t.Scale})",
        FixedSizeBinaryType t => $"fixed_size_binary[{t.ByteWidth}]",
        DictionaryType t => $"dictionary<{NameOf(t.IndexType)}, {NameOf(t.ValueType)}>",
        NestedType t => $"{t.Name}<{string.Join(", ", t.Fields.Select(f => NameOf(f.DataType)))}>",
        _ => type.Name,
    };

    /// <summary>
    /// Whether an array of one type can stand under a field of the other. Names inside lists and maps do not matter, nor does
    /// which time zone a timestamp has, but whether it has one does.
    /// </summary>
    public static bool Same(IArrowType a, IArrowType b) => ReferenceEquals(a, b) || (a.TypeId == b.TypeId && (a, b) switch
    {
        (TimestampType x, TimestampType y) =>
            x.Unit == y.Unit && string.IsNullOrEmpty(x.Timezone) == string.IsNullOrEmpty(y.Timezone),
        (TimeBasedType x, TimeBasedType y) => x.Unit == y.Unit,
        (IntervalType x, IntervalType y) => x.Unit == y.Unit,
        (Decimal32Type x, Decimal32Type y) => x.Scale == y.Scale,
        (Decimal64Type x, Decimal64Type y) => x.Scale == y.Scale,
        (Decimal128Type x, Decimal128Type y) => x.Scale == y.Scale,
        (Decimal256Type x, Decimal256Type y) => x.Scale == y.Scale,
        (FixedSizeBinaryType x, FixedSizeBinaryType y) => x.ByteWidth == y.ByteWidth,
        (DictionaryType x, DictionaryType y) => Same(x.IndexType, y.IndexType) && Same(x.ValueType, y.ValueType),
        (ExtensionType x, ExtensionType y) => x.Name == y.Name && Same(x.StorageType, y.StorageType),
        (FixedSizeListType x, FixedSizeListType y) => x.ListSize == y.ListSize && SameFields(x, y, named: false),
        (StructType x, StructType y) => SameFields(x, y, named: true),
        (UnionType x, UnionType y) =>
            x.Mode == y.Mode && x.TypeIds.AsSpan().SequenceEqual(y.TypeIds) && SameFields(x, y, named: true),
        (MapType x, MapType y) => Same(x.KeyField.DataType, y.KeyField.DataType) && Same(x.ValueField.DataType, y.ValueField.DataType),
        (NestedType x, NestedType y) => SameFields(x, y, named: false),
        _ => true,
    });

    private static bool SameFields(NestedType a, NestedType b, bool named)
    {
        if (a.Fields.Count != b.Fields.Count)
            return false;

        for (var i = 0; i < a.Fields.Count; i++)
            if ((named && a.Fields[i].Name != b.Fields[i].Name) || !Same(a.Fields[i].DataType, b.Fields[i].DataType))
                return false;

        return true;
    }

    private static string UnitOf(TimeUnit unit) => unit switch
    {
        TimeUnit.Second => "s",
        TimeUnit.Millisecond => "ms",
        TimeUnit.Microsecond => "us",
        _ => "ns",
    };
}
