using System.Buffers;
using System.Runtime.InteropServices;
using Apache.Arrow;
using DataflowWrite.Columns;
using DataflowWrite.Partitioning.Keys;

namespace DataflowWrite.Partitioning;

/// <summary>
/// Splits record batches by partition key. Values are coded column by column, rows sorted by counting and gathered once per key;
/// a key is written as text when it is first seen. One caller at a time.
/// </summary>
internal sealed class PartitionSplitter
{
    private readonly Schema _inputSchema;
    private readonly Schema _writerSchema;
    private readonly int[] _written;
    private readonly KeyText _keyText;
    private readonly bool _foldsCase;
    private readonly KeyEncoder _encoder;

    // By code. A slot whose batch is not the present one has no group in it.
    private KeySlot[] _slots = [];
    private long _batch;

    /// <param name="spec">Checked against the schema already; see <see cref="PartitionSpec.Validate"/>.</param>
    /// <param name="inputSchema">The schema of all batches.</param>
    /// <param name="keepColumns">Whether the pieces keep the partition columns.</param>
    /// <param name="keyText">What happens to text that some reader misreads.</param>
    /// <param name="foldsCase">Whether the store folds case.</param>
    public PartitionSplitter(PartitionSpec spec, Schema inputSchema, bool keepColumns, KeyText keyText, bool foldsCase)
    {
        _inputSchema = inputSchema;
        _writerSchema = keepColumns ? inputSchema : spec.RemoveFrom(inputSchema);
        _written = [.. Enumerable.Range(0, inputSchema.FieldsList.Count)
            .Where(i => keepColumns || !spec.Removes(inputSchema.FieldsList[i].Name))];
        _keyText = keyText;
        _foldsCase = foldsCase;
        _encoder = new(spec, inputSchema);
    }

    /// <summary>
    /// At most one piece per key, in the order in which keys appear; none for a batch without rows. The pieces do not depend on
    /// the batch's lifetime: the caller disposes the batch and the pieces.
    /// </summary>
    /// <exception cref="InvalidDataException">A key cannot be a directory name, or the batch does not have the input's columns.</exception>
    /// <exception cref="OverflowException">A column of a piece would not fit into one Arrow buffer.</exception>
    public IReadOnlyList<PartitionPiece> Split(RecordBatch batch)
    {
        if (batch.Length == 0)
            return [];

        ThrowIfOtherColumns(batch);
        var codes = ArrayPool<int>.Shared.Rent(batch.Length);
        var rows = ArrayPool<int>.Shared.Rent(batch.Length);
        try
        {
            var groupOf = codes.AsSpan(0, batch.Length);
            _encoder.Encode(batch, groupOf);
            var groups = Group(groupOf);
            if (groups.Count > 1)
                Sort(groupOf, rows, CollectionsMarshal.AsSpan(groups));

            return Gather(batch, groups, rows);
        }
        finally
        {
            ArrayPool<int>.Shared.Return(codes);
            ArrayPool<int>.Shared.Return(rows);
        }
    }

    // Turns codes into ordinals of groups, which stand in the order of their first rows.
    private List<RowGroup> Group(Span<int> codes)
    {
        if (_slots.Length < _encoder.Count)
            System.Array.Resize(ref _slots, Math.Max(_encoder.Count, _slots.Length * 2));

        _batch++;
        var slots = _slots;
        var groups = new List<RowGroup>();
        for (var i = 0; i < codes.Length; i++)
        {
            ref var slot = ref slots[codes[i]];
            if (slot.Batch != _batch)
            {
                slot.Batch = _batch;
                slot.Group = groups.Count;
                slot.Key ??= CreateKey(codes[i]);
                groups.Add(new(slot.Key));
            }

            codes[i] = slot.Group;
        }

        return groups;
    }

    private static void Sort(ReadOnlySpan<int> groupOf, Span<int> rows, Span<RowGroup> groups)
    {
        foreach (var group in groupOf)
            groups[group].Count++;

        var start = 0;
        foreach (ref var group in groups)
        {
            group.Start = start;
            start += group.Count;
            group.Count = 0;
        }

        for (var i = 0; i < groupOf.Length; i++)
        {
            ref var group = ref groups[groupOf[i]];
            rows[group.Start + group.Count++] = i;
        }
    }

    // Rows are copied even when they are the whole batch: a batch that was read from a stream owns its memory as a whole, and a
    // shared slice of it would dangle once the batch is disposed.
    private PartitionPiece[] Gather(RecordBatch batch, List<RowGroup> groups, ReadOnlySpan<int> rows)
    {
        var pieces = new PartitionPiece[groups.Count];
        var done = 0;
        try
        {
            for (; done < pieces.Length; done++)
            {
                var group = groups[done];
                var selection = pieces.Length == 1
                    ? RowSelection.Range(0, batch.Length)
                    : RowSelection.Of(rows.Slice(group.Start, group.Count));
                pieces[done] = new(group.Key, RowGather.Take(batch, _writerSchema, _written, selection));
            }
        }
        catch
        {
            foreach (var piece in pieces.AsSpan(0, done))
                piece.Rows.Dispose();

            throw;
        }

        return pieces;
    }

    private PartitionKey CreateKey(int code)
    {
        var values = _encoder.ValuesOf(code);
        var path = string.Join('/', values.Select(value => PartitionPath.Encode(value.Name, value.Text, _keyText, _foldsCase)));
        return values.Length == 0 ? PartitionKey.None : new(values, path);
    }

    private void ThrowIfOtherColumns(RecordBatch batch)
    {
        var expected = _inputSchema.FieldsList;
        if (batch.ColumnCount != expected.Count)
            throw new InvalidDataException(
                $"A batch has {batch.ColumnCount} columns where the schema has {expected.Count}. Give all batches one schema.");

        for (var i = 0; i < expected.Count; i++)
            if (batch.Column(i).Data.DataType is var type && !ArrowTypes.Same(type, expected[i].DataType))
                throw new InvalidDataException(
                    $"Column '{expected[i].Name}' of a batch is {type.Name} where the schema has {expected[i].DataType.Name}, " +
                    "or differs from it in unit, scale or width. Give all batches one schema.");
    }

    private struct KeySlot
    {
        public PartitionKey? Key;
        public long Batch;
        public int Group;
    }

    private struct RowGroup(PartitionKey key)
    {
        public readonly PartitionKey Key = key;
        public int Start;
        public int Count;
    }
}
