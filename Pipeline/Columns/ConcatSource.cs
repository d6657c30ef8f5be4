using Apache.Arrow.Types;

namespace DataflowWrite.Columns;

/// <summary>What becomes one array: rows of many, each range with one row at least, and the type that the array gets.</summary>
internal readonly ref struct ConcatSource
{
    public ConcatSource(string column, IArrowType type, ReadOnlySpan<RowRange> parts)
    {
        Column = column;
        Type = type;
        Parts = parts;
        var count = 0L;
        foreach (ref readonly var part in parts)
            count += part.Count;

        Count = count <= System.Array.MaxLength
            ? (int)count
            : throw new OverflowException(
                $"it would hold {count:N0} values in one array, over the limit of {System.Array.MaxLength:N0}; write smaller batches.");
    }

    /// <summary>The path of the column for messages: names joined by dots.</summary>
    public string Column { get; }

    public IArrowType Type { get; }

    public ReadOnlySpan<RowRange> Parts { get; }

    /// <summary>The rows of all parts.</summary>
    public int Count { get; }
}
