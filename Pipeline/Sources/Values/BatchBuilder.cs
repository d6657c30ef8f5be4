using Apache.Arrow;

namespace DataflowWrite.Sources.Values;

/// <summary>The columns of a batch while its rows are read; the same builders serve batch after batch.</summary>
internal sealed class BatchBuilder(Schema schema, ColumnBuilder[] columns)
{
    public ReadOnlySpan<ColumnBuilder> Columns => columns;

    public int Rows { get; private set; }

    public void EndRow() => Rows++;

    public RecordBatch Build()
    {
        var arrays = new IArrowArray[columns.Length];
        for (var i = 0; i < columns.Length; i++)
            arrays[i] = columns[i].Build();

        var batch = new RecordBatch(schema, arrays, Rows);
        Rows = 0;
        return batch;
    }
}
