using Apache.Arrow;

namespace DataflowWrite.Columns.Building;

/// <summary>Reads the columns of a batch by name. For generated code.</summary>
public readonly ref struct RecordBatchReader
{
    private readonly RecordBatch _batch;

    /// <summary>A reader of a batch, which stays the caller's.</summary>
    public RecordBatchReader(RecordBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        _batch = batch;
    }

    /// <summary>The values of a column.</summary>
    /// <exception cref="RecordValueException">A value is null or out of range for its member.</exception>
    /// <exception cref="ArgumentException">There is no such column, or it is of another type; the message names it.</exception>
    public T[] Read<T>(string name, ColumnConverter<T> converter)
    {
        var index = _batch.Schema.GetFieldIndex(name, StringComparer.Ordinal);
        if (index < 0)
            throw new ArgumentException(
                $"The batch has no column '{name}'. Its columns are {string.Join(", ", _batch.Schema.FieldsList.Select(field => $"'{field.Name}'"))}.");

        var values = new T[_batch.Length];
        try
        {
            converter.Read(_batch.Column(index).Data, values);
        }
        catch (RecordValueException failure)
        {
            throw failure.Within(name, failure.Row);
        }
        catch (NotSupportedException failure)
        {
            throw new ArgumentException($"Column '{name}' is {failure.Message}", failure);
        }

        return values;
    }
}
