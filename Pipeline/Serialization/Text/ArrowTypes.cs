using Apache.Arrow;
using Apache.Arrow.Types;

namespace DataflowWrite.Serialization.Text;

/// <summary>Names of Arrow types for messages, and whether two are the same.</summary>
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
    /// Whether arrays of both types have the same layout and meaning. Names of list items and nullability do not count.
    /// </summary>
    public static bool Same(IArrowType left, IArrowType right)
    {
        if (ReferenceEquals(left, right))
            return true;

        if (left is ExtensionType || right is ExtensionType)
            return SameExtension(left, right);

        return left.TypeId == right.TypeId && (left, right) switch
        {
            (TimestampType l, TimestampType r) => l.Unit == r.Unit && SameZone(l.Timezone, r.Timezone),
            (TimeBasedType l, TimeBasedType r) => l.Unit == r.Unit,
            (IntervalType l, IntervalType r) => l.Unit == r.Unit,
            (Decimal32Type l, Decimal32Type r) => l.Scale == r.Scale,
            (Decimal64Type l, Decimal64Type r) => l.Scale == r.Scale,
            (Decimal128Type l, Decimal128Type r) => l.Scale == r.Scale,
            (Decimal256Type l, Decimal256Type r) => l.Scale == r.Scale,
            (FixedSizeBinaryType l, FixedSizeBinaryType r) => l.ByteWidth == r.ByteWidth,
            (FixedSizeListType l, FixedSizeListType r) => l.ListSize == r.ListSize && SameChildren(l, r),
            (DictionaryType l, DictionaryType r) => Same(l.IndexType, r.IndexType) && Same(l.ValueType, r.ValueType),
            (NestedType l, NestedType r) => SameChildren(l, r),
            _ => true,
        };
    }

    private static bool SameExtension(IArrowType left, IArrowType right) => (left, right) switch
    {
        (ExtensionType l, ExtensionType r) => l.Name == r.Name && Same(l.StorageType, r.StorageType),
        (ExtensionType l, _) => Same(l.StorageType, right),
        _ => Same(left, ((ExtensionType)right).StorageType),
    };

    private static bool SameChildren(NestedType left, NestedType right)
    {
        if (left.Fields.Count != right.Fields.Count)
            return false;

        for (var i = 0; i < left.Fields.Count; i++)
        {
            if (left is StructType && left.Fields[i].Name != right.Fields[i].Name)
                return false;

            if (!Same(left.Fields[i].DataType, right.Fields[i].DataType))
                return false;
        }

        return true;
    }

    private static bool SameZone(string? left, string? right)
        => string.IsNullOrEmpty(left) ? string.IsNullOrEmpty(right) : left == right;

    private static string UnitOf(TimeUnit unit) => unit switch
    {
        TimeUnit.Second => "s",
        TimeUnit.Millisecond => "ms",
        TimeUnit.Microsecond => "us",
        _ => "ns",
    };
}
