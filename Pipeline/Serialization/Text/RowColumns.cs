using Apache.Arrow;
using DataflowWrite.Columns;

namespace DataflowWrite.Serialization.Text;

/// <summary>The columns of a schema bound to one batch at a time, with the pins of its buffers.</summary>
internal sealed class RowColumns(Schema schema, ColumnWriter[] columns)
{
    private readonly BufferPins _pins = new();

    public ReadOnlySpan<ColumnWriter> Columns => columns;

    /// <summary>Points the columns at a batch until <see cref="Release"/>.</summary>
    /// <exception cref="ArgumentException">The batch has other columns than the schema.</exception>
    public void Bind(RecordBatch batch)
    {
        if (batch.ColumnCount != columns.Length)
            throw new ArgumentException(
                $"A batch has {batch.ColumnCount} columns where the file has {columns.Length};"
                + " every batch of a write must have the schema of the first.",
                nameof(batch));

        for (var i = 0; i < columns.Length; i++)
        {
            var data = batch.Column(i).Data;
            Check(batch, i, data);
            columns[i].Bind(data, _pins);
        }
    }

    public void Release() => _pins.Release();

    private void Check(RecordBatch batch, int index, ArrayData data)
    {
        var field = schema.FieldsList[index];
        var name = batch.Schema.FieldsList[index].Name;
        if (name != field.Name)
            throw new ArgumentException(
                $"Column {index} of a batch is '{name}' where the file has '{field.Name}';"
                + " every batch of a write must have the schema of the first.",
                nameof(batch));

        if (!ArrowTypes.Same(field.DataType, data.DataType))
            throw new ArgumentException(
                $"Column '{name}' of a batch holds {ArrowTypes.NameOf(data.DataType)} where the file has"
                + $" {ArrowTypes.NameOf(field.DataType)}; cast it before the write.",
                nameof(batch));

        if (data.Length < batch.Length)
            throw new ArgumentException(
                $"Column '{name}' of a batch has {data.Length:N0} values where the batch has {batch.Length:N0} rows.",
                nameof(batch));
    }
}
