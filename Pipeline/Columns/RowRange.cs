using Apache.Arrow;

namespace DataflowWrite.Columns;

/// <summary>Rows of an array that follow each other; the start counts from the beginning of the buffers, the array's own offset in it.</summary>
internal readonly record struct RowRange(ArrayData Data, int Start, int Count)
{
    public static RowRange Of(ArrayData data) => new(data, data.Offset, data.Length);

    /// <summary>Adds rows to a list of ranges; what continues the last range makes it longer.</summary>
    public static void Append(List<RowRange> ranges, RowRange next)
    {
        if (next.Count == 0)
            return;

        if (ranges.Count > 0 && ranges[^1] is var last && ReferenceEquals(last.Data, next.Data) && last.Start + last.Count == next.Start)
            ranges[^1] = last with { Count = last.Count + next.Count };
        else
            ranges.Add(next);
    }
}
