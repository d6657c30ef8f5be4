using Apache.Arrow;
using Apache.Arrow.Types;

namespace DataflowWrite.Columns;

/// <summary>Whether values of two types have the same layout and meaning. Arrow checks no batch against its schema.</summary>
internal static class TypeMatch
{
    /// <summary>
    /// True when an array of one type can stand under a field of the other. Names inside lists and maps do not matter, nor does
    /// which time zone a timestamp has, but whether it has one does.
    /// </summary>
    public static bool Of(IArrowType a, IArrowType b) => ReferenceEquals(a, b) || (a.TypeId == b.TypeId && (a, b) switch
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
        (DictionaryType x, DictionaryType y) => Of(x.IndexType, y.IndexType) && Of(x.ValueType, y.ValueType),
        (ExtensionType x, ExtensionType y) => x.Name == y.Name && Of(x.StorageType, y.StorageType),
        (FixedSizeListType x, FixedSizeListType y) => x.ListSize == y.ListSize && Of(x.Fields, y.Fields, named: false),
        (StructType x, StructType y) => Of(x.Fields, y.Fields, named: true),
        (UnionType x, UnionType y) =>
            x.Mode == y.Mode && x.TypeIds.AsSpan().SequenceEqual(y.TypeIds) && Of(x.Fields, y.Fields, named: true),
        (MapType x, MapType y) => Of(x.KeyField.DataType, y.KeyField.DataType) && Of(x.ValueField.DataType, y.ValueField.DataType),
        (NestedType x, NestedType y) => Of(x.Fields, y.Fields, named: false),
        _ => true,
    });

    private static bool Of(IReadOnlyList<Field> a, IReadOnlyList<Field> b, bool named)
    {
        if (a.Count != b.Count)
            return false;

        for (var i = 0; i < a.Count; i++)
            if ((named && a[i].Name != b[i].Name) || !Of(a[i].DataType, b[i].DataType))
                return false;

        return true;
    }
}
