using Apache.Arrow;
using Apache.Arrow.Types;

namespace DataflowWrite.Columns;

/// <summary>An array that grows: values are appended in pieces, which are joined so that they stay few.</summary>
internal sealed class ValueChunks(string column, IArrowType type) : IDisposable
{
    // Far from what one Arrow buffer holds: joining never fails for that.
    private const long LargestJoin = 1L << 28;

    private readonly List<ArrayData> _chunks = [];
    private readonly List<int> _starts = [];

    public int Count { get; private set; }

    /// <summary>About the bytes that the values take.</summary>
    public long Bytes { get; private set; }

    public void Append(List<RowRange> rows)
    {
        var chunk = ColumnConcat.Concat(column, type, rows);
        Add(chunk);
        Bytes += LogicalSize.Of(chunk);
        Count += chunk.Length;

        // A chunk is joined with the one before it once it is half as long: each value is copied a few times only.
        while (_chunks.Count > 1 && _chunks[^2].Length / 2 <= _chunks[^1].Length && TryJoin())
        {
        }
    }

    /// <summary>The chunk that holds a value, and the number of the chunk's first value.</summary>
    public ArrayData Find(int value, out int start)
    {
        var chunk = _starts.BinarySearch(value);
        chunk = chunk < 0 ? ~chunk - 1 : chunk;
        start = _starts[chunk];
        return _chunks[chunk];
    }

    /// <summary>The values from one on, in new memory.</summary>
    public ArrayData Copy(int from)
    {
        var parts = new List<RowRange>(_chunks.Count);
        for (var i = 0; i < _chunks.Count; i++)
        {
            var skipped = Math.Clamp(from - _starts[i], 0, _chunks[i].Length);
            RowRange.Append(parts, new(_chunks[i], _chunks[i].Offset + skipped, _chunks[i].Length - skipped));
        }

        return ColumnConcat.Concat(column, type, parts);
    }

    public void Dispose()
    {
        foreach (var chunk in _chunks)
            chunk.Dispose();

        _chunks.Clear();
        _starts.Clear();
    }

    private bool TryJoin()
    {
        var (left, right) = (_chunks[^2], _chunks[^1]);
        if (LogicalSize.Of(left) + LogicalSize.Of(right) > LargestJoin)
            return false;

        ReadOnlySpan<RowRange> both = [RowRange.Of(left), RowRange.Of(right)];
        var joined = ColumnConcat.Concat(column, type, both);
        _chunks.RemoveRange(_chunks.Count - 2, 2);
        _starts.RemoveRange(_starts.Count - 2, 2);
        left.Dispose();
        right.Dispose();
        Add(joined);
        return true;
    }

    private void Add(ArrayData chunk)
    {
        _starts.Add(_starts.Count == 0 ? 0 : _starts[^1] + _chunks[^1].Length);
        _chunks.Add(chunk);
    }
}
