using System.Buffers;
using System.Collections.Concurrent;
using DataflowWrite.Columns.Building;
using DataflowWrite.Serialization.Text;

namespace DataflowWrite.Serialization.Records;

/// <summary>Writes records as text. Each thread that serializes has a writer of its own, lent from as many as were in use at once.</summary>
internal sealed class RecordSerializer<T> : IBatchSerializer<T>
{
    private readonly ConcurrentQueue<RecordText<T>> _free = new();
    private readonly RecordTextPlan _plan;
    private readonly Func<TextColumns, RecordText<T>> _create;

    public RecordSerializer(RecordTextPlan plan, Func<TextColumns, RecordText<T>> create)
    {
        _plan = plan;
        _create = create;
        _free.Enqueue(Create());
    }

    public void Serialize(ReadOnlySpan<T> rows, bool initial, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var text = Begin(initial, output);
        var writer = Rent();
        var row = 0;
        try
        {
            for (; row < rows.Length; row++)
                Write(ref text, writer, in rows[row]);
        }
        catch (InvalidDataException e)
        {
            throw FieldErrors.InRow(row, e);
        }
        finally
        {
            _free.Enqueue(writer);
        }

        text.Complete();
    }

    public void Serialize(ReadOnlySpan<T> rows, ReadOnlySpan<int> indices, bool initial, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var text = Begin(initial, output);
        var writer = Rent();
        var position = 0;
        try
        {
            for (; position < indices.Length; position++)
                Write(ref text, writer, in rows[indices[position]]);
        }
        catch (InvalidDataException e)
        {
            throw FieldErrors.InRow(indices[position], e);
        }
        finally
        {
            _free.Enqueue(writer);
        }

        text.Complete();
    }

    private Utf8Output Begin(bool initial, IBufferWriter<byte> output)
    {
        var text = new Utf8Output(output);
        if (initial)
            text.Append(_plan.Header);

        return text;
    }

    private void Write(ref Utf8Output text, RecordText<T> writer, in T row)
    {
        if (!_plan.Objects)
        {
            writer.Write(ref text, in row);
            return;
        }

        text.Append((byte)'{');
        writer.Write(ref text, in row);
        text.EndLine();
    }

    private RecordText<T> Rent() => _free.TryDequeue(out var writer) ? writer : Create();

    private RecordText<T> Create()
    {
        var columns = _plan.Columns();
        var writer = _create(columns);
        columns.CheckFound();
        return writer;
    }
}
