using Apache.Arrow;

namespace DataflowWrite.Columns;

/// <summary>Compares batches with a schema by what a reader of the rows would notice: names, order and types; neither metadata nor nullability.</summary>
internal static class SchemaMatch
{
    /// <summary>The first difference as the end of a sentence; null when there is none. The arrays count, which Arrow does not check.</summary>
    public static string? FindDifference(Schema expected, RecordBatch batch)
    {
        var (left, right) = (expected.FieldsList, batch.Schema.FieldsList);
        for (var index = 0; index < Math.Min(left.Count, right.Count); index++)
        {
            if (left[index].Name != right[index].Name)
                return $"column {index} is '{right[index].Name}' and not '{left[index].Name}'";

            var (wanted, found) = (left[index].DataType, batch.Column(index).Data.DataType);
            if (!ArrowTypes.Same(wanted, found))
                return $"column '{left[index].Name}' is {ArrowTypes.NameOf(found)} and not {ArrowTypes.NameOf(wanted)}";
        }

        return left.Count == right.Count ? null
            : left.Count > right.Count ? $"column '{left[right.Count].Name}' is missing"
            : $"column '{right[left.Count].Name}' is new";
    }
}
