using System.Text.Json;
using DataflowWrite.Sources.Values;

namespace DataflowWrite.Sources.JsonLines;

/// <summary>Appends the rows of one JSON Lines file to batches.</summary>
internal sealed class JsonRowReader(JsonLineReader reader, JsonFields columns) : IRowReader
{
    public long BytesRead => reader.BytesRead;

    public bool TryReadInto(BatchBuilder batch)
    {
        if (!reader.TryRead())
            return false;

        try
        {
            var json = reader.OpenObject();
            columns.Append(reader, ref json, batch.Columns);

            // Reads the end of the line: anything behind the object is an error.
            json.Read();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw reader.Broken(e);
        }

        batch.EndRow();
        return true;
    }

    public ValueTask<bool> FillAsync(CancellationToken cancellationToken) => reader.FillAsync(cancellationToken);

    public ValueTask DisposeAsync() => reader.DisposeAsync();
}
