using Apache.Arrow;

namespace DataflowWrite.Columns;

/// <summary>Compares what the arrays of a batch hold with what their schema says, which Arrow does for no batch.</summary>
internal static class BatchCheck
{
    /// <summary>Refuses what an encoder would write without noticing.</summary>
    /// <exception cref="ArgumentException">The batch has other columns than the schema.</exception>
    /// <exception cref="InvalidDataException">An array does not hold what its column has to.</exception>
    public static void ThrowIfUnfit(Schema schema, RecordBatch batch)
    {
        if (SchemaMatch.FindDifference(schema, batch) is { } difference)
            throw new ArgumentException($"The batch has other columns than the file: {difference}.", nameof(batch));

        if (FindProblem(schema, batch) is { } problem)
            throw new InvalidDataException($"The batch cannot be written: {problem}.");
    }

    /// <summary>
    /// The first problem as the end of a sentence; null when there is none. Names and types must be those of the schema at every depth, arrays
    /// as long as the batch, and no value null where a field forbids it: what a reader would see counts, so that neither a null in a
    /// dictionary that no row uses nor anything under a null struct or list is one.
    /// </summary>
    /// <exception cref="InvalidDataException">A column is damaged; the message names it.</exception>
    public static string? FindProblem(Schema schema, RecordBatch batch)
    {
        if (SchemaMatch.FindDifference(schema, batch) is { } difference)
            return difference;

        for (var i = 0; i < batch.ColumnCount; i++)
        {
            var field = schema.FieldsList[i];
            var data = batch.Column(i).Data;
            if (data.Length != batch.Length)
                return $"column '{field.Name}' has {data.Length:N0} values and not the {batch.Length:N0} of the batch";
            if (ShapeCheck.FindProblem(field.Name, field.DataType, data) is { } problem)
                return problem;
            if (NullCheck.Find(field.Name, field.IsNullable, field.DataType, RowRange.Of(data)) is var (path, type, position))
                return $"column '{path}' is null in row {position - data.Offset:N0} and should be {ArrowTypes.NameOf(type)}, "
                    + "for its field allows no nulls";
        }

        return null;
    }
}
