namespace DataflowWrite.Columns.Building;

/// <summary>Rows in the order in which they are wanted: a span of them, or those at some indices of it.</summary>
/// <typeparam name="T">The type of the rows.</typeparam>
public readonly ref struct RecordRows<T>
{
    private readonly ReadOnlySpan<T> _rows;
    private readonly ReadOnlySpan<int> _indices;
    private readonly bool _selected;

    /// <summary>All rows of a span.</summary>
    public RecordRows(ReadOnlySpan<T> rows)
    {
        _rows = rows;
        Count = rows.Length;
    }

    /// <summary>The rows at the indices, in their order; a row may be wanted more than once.</summary>
    public RecordRows(ReadOnlySpan<T> rows, ReadOnlySpan<int> indices)
    {
        _rows = rows;
        _indices = indices;
        _selected = true;
        Count = indices.Length;
    }

    /// <summary>The number of rows.</summary>
    public int Count { get; }

    /// <summary>The row at a position of the selection.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such position, or its index is outside of the span.</exception>
    public ref readonly T this[int position] => ref _rows[IndexOf(position)];

    /// <summary>All rows of a span.</summary>
    public static implicit operator RecordRows<T>(ReadOnlySpan<T> rows) => new(rows);

    /// <summary>All rows of an array.</summary>
    public static implicit operator RecordRows<T>(T[] rows) => new(rows);

    /// <summary>Where the row at a position of the selection stands in the span.</summary>
    public int IndexOf(int position) => _selected ? _indices[position] : position;

    /// <exception cref="ArgumentException">A row is null.</exception>
    internal void ThrowIfNull()
    {
        if (typeof(T).IsValueType)
            return;

        for (var i = 0; i < Count; i++)
            if (this[i] is null)
                throw new ArgumentException($"Row {IndexOf(i)} is null. Leave it out.");
    }
}
