using Apache.Arrow;

namespace DataflowWrite.Columns;

/// <summary>
/// Makes one batch of many, in new memory that disposing the result frees; nothing of it depends on the lifetime of the batches. A
/// dictionary that all of them share is retained and shared; dictionaries that differ become one.
/// </summary>
internal static class BatchConcat
{
    /// <summary>
    /// The rows of all batches, in order. The columns must have the types of the schema, except that dictionary indices
    /// may have another integer type: they become that of the schema.
    /// </summary>
    /// <exception cref="OverflowException">A column would not fit into one array; the message names it.</exception>
    /// <exception cref="InvalidDataException">A column is damaged; the message names it.</exception>
    public static RecordBatch Concat(Schema schema, IReadOnlyList<RecordBatch> batches)
    {
        var rows = 0L;
        foreach (var batch in batches)
            rows += batch.Length;

        if (rows > System.Array.MaxLength)
            throw new OverflowException($"{rows:N0} rows are too many for one record batch; write smaller batches.");
        if (rows == 0)
            return EmptyBatch.Of(schema);

        var arrays = new IArrowArray[schema.FieldsList.Count];
        var parts = new List<RowRange>(batches.Count);
        var done = 0;
        try
        {
            for (; done < arrays.Length; done++)
            {
                parts.Clear();
                foreach (var batch in batches)
                    AddPart(parts, schema, batch, done);

                arrays[done] = ArrowArrayFactory.BuildArray(
                    ColumnConcat.Concat(schema.FieldsList[done].Name, schema.FieldsList[done].DataType, parts));
            }
        }
        catch (Exception failure)
        {
            foreach (var array in arrays.AsSpan(0, done))
                array.Dispose();

            if (failure is OverflowException)
                throw new OverflowException($"Column '{schema.FieldsList[done].Name}': {failure.Message}", failure);

            throw;
        }

        return new(schema, arrays, (int)rows);
    }

    private static void AddPart(List<RowRange> parts, Schema schema, RecordBatch batch, int column)
    {
        if (column >= batch.ColumnCount || batch.Column(column).Length < batch.Length)
            throw CheckedData.Damaged(
                schema.FieldsList[column].Name, $"a batch of {batch.Length:N0} rows does not have {batch.Length:N0} values for it");

        RowRange.Append(parts, RowRange.Of(batch.Column(column).Data) with { Count = batch.Length });
    }
}
