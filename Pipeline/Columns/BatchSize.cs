using System.Buffers;
using System.Runtime.InteropServices;
using Apache.Arrow;

namespace DataflowWrite.Columns;

/// <summary>How many bytes a batch holds, and how many of them its rows need.</summary>
internal static class BatchSize
{
    /// <summary>
    /// The bytes that stay in memory as long as the batch does: every block of memory behind its buffers counted once and whole,
    /// those of children and dictionaries included. A slice retains what its parent retains.
    /// </summary>
    public static long Retained(RecordBatch batch)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var total = 0L;
        for (var i = 0; i < batch.ColumnCount; i++)
            total += Retained(batch.Column(i).Data, seen);

        return total;
    }

    /// <summary>
    /// The bytes that the rows themselves span, as a compact copy would hold them; of a slice only its part, of a dictionary all.
    /// </summary>
    public static long Logical(RecordBatch batch)
    {
        var total = 0L;
        for (var i = 0; i < batch.ColumnCount; i++)
            total += LogicalSize.Of(batch.Column(i).Data);

        return total;
    }

    private static long Retained(ArrayData? data, HashSet<object> seen)
    {
        if (data is null)
            return 0;

        var total = 0L;
        foreach (var buffer in data.Buffers ?? [])
            total += Retained(buffer, seen);

        foreach (var child in data.Children ?? [])
            total += Retained(child, seen);

        return total + Retained(data.Dictionary, seen);
    }

    private static long Retained(ArrowBuffer buffer, HashSet<object> seen)
    {
        var memory = buffer.Memory;
        if (memory.IsEmpty)
            return 0;
        if (MemoryMarshal.TryGetArray(memory, out var segment))
            return seen.Add(segment.Array!) ? segment.Array!.Length : 0;
        if (MemoryMarshal.TryGetMemoryManager<byte, MemoryManager<byte>>(memory, out var manager))
            return seen.Add(manager) ? manager.GetSpan().Length : 0;

        return memory.Length;
    }
}
