using Apache.Arrow;

namespace DataflowWrite.Columns.Building;

/// <summary>Puts a record batch together, a column at a time. For generated code.</summary>
/// <typeparam name="TRow">The type of the rows.</typeparam>
public readonly ref struct RecordBatchBuilder<TRow> : IDisposable
{
    private readonly Schema _schema;
    private readonly RecordRows<TRow> _rows;
    private readonly IArrowArray?[] _arrays;

    /// <summary>A builder for the rows, with the columns of the schema.</summary>
    /// <exception cref="ArgumentException">A row is null.</exception>
    public RecordBatchBuilder(Schema schema, RecordRows<TRow> rows)
    {
        ArgumentNullException.ThrowIfNull(schema);
        rows.ThrowIfNull();
        _schema = schema;
        _rows = rows;
        _arrays = new IArrowArray?[schema.FieldsList.Count];
    }

    /// <summary>Sets a column: one value for each row.</summary>
    /// <exception cref="RecordValueException">The column cannot hold a value.</exception>
    /// <exception cref="OverflowException">The values do not fit into one Arrow buffer; the message names the column.</exception>
    public void Set<T>(int column, ColumnConverter<T> converter, ReadOnlySpan<T> values)
    {
        ArgumentNullException.ThrowIfNull(converter);
        var name = _schema.FieldsList[column].Name;
        try
        {
            _arrays[column] = ArrowArrayFactory.BuildArray(converter.Build(values));
        }
        catch (RecordValueException failure)
        {
            throw failure.Within(name, _rows.IndexOf(failure.Row));
        }
        catch (OverflowException failure)
        {
            throw new OverflowException($"Column '{name}': {failure.Message}", failure);
        }
    }

    /// <summary>The batch of the columns, which owns them; all of them have to be set.</summary>
    public RecordBatch Build()
    {
        var batch = new RecordBatch(_schema, _arrays.ToArray()!, _rows.Count);
        System.Array.Clear(_arrays);
        return batch;
    }

    /// <summary>Frees the columns unless they have become a batch.</summary>
    public void Dispose()
    {
        foreach (var array in _arrays)
            array?.Dispose();
    }
}
