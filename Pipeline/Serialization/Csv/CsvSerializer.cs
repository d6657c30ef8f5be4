using System.Buffers;
using Apache.Arrow;
using DataflowWrite.Columns.Building;
using DataflowWrite.Serialization.Text;

namespace DataflowWrite.Serialization.Csv;

/// <summary>Writes batches of one schema as CSV. Thread-safe: each call has columns of its own.</summary>
internal sealed class CsvSerializer : IBatchSerializer
{
    private readonly byte[] _header;
    private readonly RowColumnsPool _pool;

    public CsvSerializer(Schema schema, CsvColumns columns)
    {
        _header = columns.Header(schema);
        _pool = new RowColumnsPool(schema, () => columns.Create(schema));
    }

    public void Serialize(RecordBatch batch, bool initial, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(output);
        var text = new Utf8Output(output);
        if (initial)
            text.Append(_header);

        var rows = _pool.Rent();
        try
        {
            rows.Bind(batch);
            var columns = rows.Columns;
            for (var row = 0; row < batch.Length; row++)
                foreach (var column in columns)
                    column.Write(ref text, row);
        }
        finally
        {
            _pool.Return(rows);
        }

        text.Complete();
    }
}
