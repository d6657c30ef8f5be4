using System.Buffers;
using System.Collections.Concurrent;
using DataflowWrite.Columns.Building;

namespace DataflowWrite.Serialization.Records;

/// <summary>Writes records as text. Each thread that serializes has a writer of its own, lent from as many as were in use at once.</summary>
internal sealed class TextSerializer<T> : IBatchSerializer<T>
    where T : IRecordColumns<T>
{
    private readonly ConcurrentQueue<RecordText<T>> _free = new();
    private readonly RecordTextPlan _plan;

    public TextSerializer(RecordTextPlan plan)
    {
        _plan = plan;
        _free.Enqueue(Create());
    }

    public void Serialize(RecordRows<T> rows, bool initial, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        rows.ThrowIfNull();
        var text = new Utf8Output(output);
        if (initial)
            text.Append(_plan.Header);

        var writer = _free.TryDequeue(out var free) ? free : Create();
        var row = 0;
        try
        {
            for (; row < rows.Count; row++)
                Write(ref text, writer, in rows[row]);
        }
        catch (RecordValueException failure)
        {
            throw failure.Within("", rows.IndexOf(row));
        }
        finally
        {
            _free.Enqueue(writer);
        }

        text.Complete();
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

    private RecordText<T> Create()
    {
        var columns = _plan.Columns();
        var writer = T.CreateText(columns);
        columns.CheckFound();
        return writer;
    }
}
