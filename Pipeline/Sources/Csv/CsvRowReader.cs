using DataflowWrite.Sources.Values;

namespace DataflowWrite.Sources.Csv;

/// <summary>Appends the rows of one CSV file to batches.</summary>
internal sealed class CsvRowReader(CsvRows rows, IReadOnlyList<SourceColumn> columns) : IRowReader
{
    public long BytesRead => rows.Reader.BytesRead;

    public bool TryReadInto(BatchBuilder batch)
    {
        if (!rows.TryRead())
            return false;

        var fields = rows.Reader.Fields;
        var columnOfField = rows.ColumnOfField;
        var builders = batch.Columns;
        for (var i = 0; i < fields.Length; i++)
        {
            var field = fields[i];
            var column = columnOfField[i];
            if (rows.IsNull(field))
                builders[column].AppendNull();
            else if (!builders[column].TryAppend(rows.Reader.Text(field)))
                throw rows.Reader.FieldError(field, columns[column].Name, columns[column].Misfit(rows.Reader.Text(field)));
        }

        batch.EndRow();
        return true;
    }

    public ValueTask<bool> FillAsync(CancellationToken cancellationToken) => rows.FillAsync(cancellationToken);

    public ValueTask DisposeAsync() => rows.DisposeAsync();
}
