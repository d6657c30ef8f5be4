using System.Buffers;
using System.Text;
using Apache.Arrow;
using DataflowWrite.Serialization.Text;

namespace DataflowWrite.Serialization.Csv;

/// <summary>Writes batches of one schema as CSV. Thread-safe: each call has columns of its own.</summary>
internal sealed class CsvSerializer : IBatchSerializer
{
    private readonly byte[] _header;
    private readonly RowColumnsPool _pool;

    public CsvSerializer(Schema schema, CsvOptions options, CsvColumns columns)
    {
        _header = options.Header ? Header(schema, options, columns.TextFor(schema)) : [];
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

    private static byte[] Header(Schema schema, CsvOptions options, CsvText text)
    {
        var bytes = new ArrayBufferWriter<byte>();
        var output = new Utf8Output(bytes);
        var fields = schema.FieldsList;
        for (var i = 0; i < fields.Count; i++)
        {
            text.Write(ref output, Encoding.UTF8.GetBytes(fields[i].Name), clean: false);
            var end = i == fields.Count - 1 ? options.Terminator : options.Delimiter.ToString();
            output.Append(Encoding.UTF8.GetBytes(end));
        }

        output.Complete();
        return bytes.WrittenSpan.ToArray();
    }
}
