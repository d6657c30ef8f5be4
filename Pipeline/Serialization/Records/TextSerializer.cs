using System.Buffers;
using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using DataflowWrite.Columns.Building;

namespace DataflowWrite.Serialization.Records;

/// <summary>Writes records as text. Each thread that serializes has a writer of its own, lent from as many as were in use at once.</summary>
internal sealed class TextSerializer<T> : IBatchSerializer<T>
    where T : IRecordColumns<T>
{
    // A row and its texts are mostly read once, and then not from the cache.
    private const int RowsAhead = 6;

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
            if (_plan.Objects)
                WriteObjects(ref text, writer, rows, ref row);
            else
                WriteLines(ref text, writer, rows, ref row);
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

    // Apart from what catches exceptions, so that the cursor over the rows stays in registers.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void WriteLines(ref Utf8Output text, RecordText<T> writer, RecordRows<T> rows, ref int row)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            row = i;
            Prefetch(rows, i + RowsAhead);
            writer.Write(ref text, in rows[i]);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void WriteObjects(ref Utf8Output text, RecordText<T> writer, RecordRows<T> rows, ref int row)
    {
        if (rows.Count == 0)
            return;

        text.Append((byte)'{');
        for (var i = 0; i < rows.Count; i++)
        {
            row = i;
            Prefetch(rows, i + RowsAhead);
            writer.Write(ref text, in rows[i]);
            text.NextObject();
        }

        text.Advance(-1);
    }

    /// <summary>Begins to load a row. The address that is asked for may be an old one when the collector moves the row meanwhile; that does no harm.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void Prefetch(RecordRows<T> rows, int position)
    {
        const int CacheLine = 64;
        if (!Sse.IsSupported || typeof(T).IsValueType || position >= rows.Count)
            return;

        var address = *(byte**)Unsafe.AsPointer(ref Unsafe.AsRef(in rows[position]));
        Sse.Prefetch0(address);
        Sse.Prefetch0(address + CacheLine);
    }

    private RecordText<T> Create()
    {
        var columns = _plan.Columns();
        var writer = T.CreateText(columns);
        columns.CheckFound();
        return writer;
    }
}
