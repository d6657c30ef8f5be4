using System.Buffers;
using Apache.Arrow;
using DataflowWrite.Columns.Building;
using DataflowWrite.Serialization.Text;

namespace DataflowWrite.Serialization.JsonLines;

/// <summary>Writes batches of one schema as JSON Lines. Thread-safe: each call has columns of its own.</summary>
internal sealed class JsonLinesSerializer(Schema schema, JsonColumns columns) : IBatchSerializer
{
    private readonly RowColumnsPool _pool = new(schema, () => columns.Create(schema));

    public void Serialize(RecordBatch batch, bool initial, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(output);
        var text = new Utf8Output(output);
        var rows = _pool.Rent();
        try
        {
            rows.Bind(batch);
            for (var row = 0; row < batch.Length; row++)
            {
                text.Append((byte)'{');
                foreach (var column in rows.Columns)
                    column.Write(ref text, row);

                text.EndLine();
            }
        }
        finally
        {
            _pool.Return(rows);
        }

        text.Complete();
    }
}
