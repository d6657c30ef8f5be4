using Apache.Arrow;
using Apache.Arrow.Types;

namespace DataflowWrite.Columns;

/// <summary>Compares schemas by what a reader of the rows would notice: names, order and types; neither metadata nor nullability.</summary>
internal static class SchemaMatch
{
    /// <summary>The first difference as the end of a sentence; null when there is none.</summary>
    public static string? FindDifference(Schema expected, Schema actual)
    {
        if (ReferenceEquals(expected, actual))
            return null;

        var (left, right) = (expected.FieldsList, actual.FieldsList);
        for (var index = 0; index < Math.Min(left.Count, right.Count); index++)
        {
            if (left[index].Name != right[index].Name)
                return $"column {index} is '{right[index].Name}' and not '{left[index].Name}'";

            if (!AreEqual(left[index].DataType, right[index].DataType))
                return $"column '{left[index].Name}' is {right[index].DataType.Name} and not {left[index].DataType.Name}, or has other parameters";
        }

        return left.Count == right.Count ? null
            : left.Count > right.Count ? $"column '{left[right.Count].Name}' is missing"
            : $"column '{right[left.Count].Name}' is new";
    }

    public static bool AreEqual(IArrowType left, IArrowType right)
    {
        if (ReferenceEquals(left, right))
            return true;

        if (left.TypeId != right.TypeId)
            return false;

        return (left, right) switch
        {
            (ExtensionType a, ExtensionType b) => a.Name == b.Name && AreEqual(a.StorageType, b.StorageType),
            (DictionaryType a, DictionaryType b) => AreEqual(a.IndexType, b.IndexType) && AreEqual(a.ValueType, b.ValueType),
            (TimestampType a, TimestampType b) => a.Unit == b.Unit && a.Timezone == b.Timezone,
            (TimeBasedType a, TimeBasedType b) => a.Unit == b.Unit,
            (IntervalType a, IntervalType b) => a.Unit == b.Unit,
            (Decimal32Type a, Decimal32Type b) => (a.Precision, a.Scale) == (b.Precision, b.Scale),
            (Decimal64Type a, Decimal64Type b) => (a.Precision, a.Scale) == (b.Precision, b.Scale),
            (Decimal128Type a, Decimal128Type b) => (a.Precision, a.Scale) == (b.Precision, b.Scale),
            (Decimal256Type a, Decimal256Type b) => (a.Precision, a.Scale) == (b.Precision, b.Scale),
            (FixedSizeBinaryType a, FixedSizeBinaryType b) => a.ByteWidth == b.ByteWidth,
            (FixedSizeListType a, FixedSizeListType b) => a.ListSize == b.ListSize && HaveEqualFields(a, b),
            (UnionType a, UnionType b) => a.Mode == b.Mode && a.TypeIds.SequenceEqual(b.TypeIds) && HaveEqualFields(a, b),
            (StructType a, StructType b) => HaveEqualFields(a, b) && a.Fields.Zip(b.Fields, (x, y) => x.Name == y.Name).All(same => same),
            (NestedType a, NestedType b) => HaveEqualFields(a, b),
            _ => true,
        };
    }

    private static bool HaveEqualFields(NestedType left, NestedType right)
        => left.Fields.Count == right.Fields.Count
            && left.Fields.Zip(right.Fields, (a, b) => AreEqual(a.DataType, b.DataType)).All(same => same);
}
