namespace DataflowWrite.Columns;

/// <summary>Rows of an array in the order in which they are wanted: a list, or a range that kernels copy as a block.</summary>
internal readonly ref struct RowSelection
{
    private readonly ReadOnlySpan<int> _rows;
    private readonly bool _isRange;

    private RowSelection(ReadOnlySpan<int> rows, int start, int count, bool isRange)
    {
        _rows = rows;
        _isRange = isRange;
        Start = start;
        Count = count;
    }

    /// <summary>What is added to every row of the list; the first row of a range.</summary>
    public int Start { get; }

    public int Count { get; }

    public bool IsRange => _isRange;

    /// <summary>The rows relative to <see cref="Start"/>; empty for a range.</summary>
    public ReadOnlySpan<int> Rows => _rows;

    public int this[int index] => _isRange ? Start + index : Start + _rows[index];

    public static RowSelection Range(int start, int count) => new([], start, count, true);

    /// <summary>A list of rows; consecutive rows become a range, as they are in sorted data.</summary>
    public static RowSelection Of(ReadOnlySpan<int> rows)
        => IsConsecutive(rows) ? Range(rows.IsEmpty ? 0 : rows[0], rows.Length) : new(rows, 0, rows.Length, false);

    /// <summary>The same rows in an array whose first row stands at <paramref name="offset"/> of its buffers.</summary>
    public RowSelection Shift(int offset) => new(_rows, Start + offset, Count, _isRange);

    private static bool IsConsecutive(ReadOnlySpan<int> rows)
    {
        if (rows.IsEmpty)
            return true;

        var first = rows[0];
        if (rows[^1] - first != rows.Length - 1)
            return false;

        for (var i = 1; i < rows.Length; i++)
            if (rows[i] != first + i)
                return false;

        return true;
    }
}
