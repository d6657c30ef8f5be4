using System.Buffers;
using Apache.Arrow;
using DataflowWrite.Columns.Building;

namespace DataflowWrite.Serialization;

/// <summary>Serializes records by way of a record batch. For generated code.</summary>
/// <typeparam name="T">The type of the records.</typeparam>
public sealed class RecordBatchSerializer<T> : IBatchSerializer<T>
    where T : IRecordColumns<T>
{
    private readonly Schema _writerSchema;
    private readonly IBatchSerializer _serializer;
    private readonly int[] _columns;

    /// <summary>A serializer for files of some of the columns.</summary>
    /// <param name="format">The format.</param>
    /// <param name="writerSchema">The columns of the files, all of them columns of the records.</param>
    /// <exception cref="ArgumentException">The schema has a column that the records do not have; the message names it.</exception>
    public RecordBatchSerializer(StatelessFormat format, Schema writerSchema)
    {
        ArgumentNullException.ThrowIfNull(format);
        ArgumentNullException.ThrowIfNull(writerSchema);
        _writerSchema = writerSchema;
        _columns = [.. writerSchema.FieldsList.Select(field => IndexOf(field.Name))];
        _serializer = format.CreateSerializer(writerSchema);
    }

    /// <inheritdoc/>
    public void Serialize(RecordRows<T> rows, bool initial, IBufferWriter<byte> output)
    {
        using var all = T.CreateBatch(rows);
        var written = new RecordBatch(_writerSchema, _columns.Select(all.Column), all.Length);
        _serializer.Serialize(written, initial, output);
    }

    private static int IndexOf(string column) => T.Schema.GetFieldIndex(column, StringComparer.Ordinal) is var index and >= 0
        ? index
        : throw new ArgumentException($"{typeof(T).Name} has no column '{column}'.");
}
