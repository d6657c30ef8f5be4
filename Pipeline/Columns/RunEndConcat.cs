using System.Numerics;
using Apache.Arrow;
using Apache.Arrow.Types;

namespace DataflowWrite.Columns;

/// <summary>Concatenates run-end encoded arrays; the runs of each part stay runs.</summary>
internal static class RunEndConcat
{
    public static ArrayData Concat<TEnd>(ConcatSource source, RunEndEncodedType type)
        where TEnd : unmanaged, IBinaryInteger<TEnd>
    {
        RunEndGather.CheckCount<TEnd>(source.Count);
        var values = new List<RowRange>(source.Parts.Length);
        var runs = 0;
        foreach (ref readonly var part in source.Parts)
        {
            var (first, count) = RunsOf<TEnd>(source.Column, part, out _);
            RowRange.Append(values, CheckedData.ChildRows(source.Column, part.Data, 1, first, count));
            runs += count;
        }

        using var draft = new ArrayDraft();
        draft.AddChild(EndsOf<TEnd>(source, type, runs));
        draft.AddChild(ColumnConcat.Concat(source.Column, type.ValuesDataType, values));
        return draft.Finish(source.Type, source.Count, 0);
    }

    /// <summary>The runs that the rows touch, and the run ends of the whole array.</summary>
    public static (int First, int Count) RunsOf<TEnd>(string column, RowRange rows, out ReadOnlySpan<TEnd> ends)
        where TEnd : unmanaged, IBinaryInteger<TEnd>
    {
        var child = CheckedData.Child(column, rows.Data, 0);
        ends = CheckedData.Values<TEnd>(column, child, 1, child.Offset, child.Length);
        var last = rows.Start + rows.Count - 1;
        if (ends.IsEmpty || long.CreateTruncating(ends[^1]) <= last)
            throw CheckedData.Damaged(column, $"its runs end before value {last:N0}");

        var first = RunEndGather.FindRun(ends, rows.Start, 0);
        return (first, RunEndGather.FindRun(ends, last, first) - first + 1);
    }

    /// <summary>The run that a position of the unsliced array lies in.</summary>
    public static int RunOf(string column, RunEndEncodedType type, ArrayData data, int position) => type.RunEndsDataType switch
    {
        Int16Type => RunsOf<short>(column, new(data, position, 1), out _).First,
        Int32Type => RunsOf<int>(column, new(data, position, 1), out _).First,
        _ => RunsOf<long>(column, new(data, position, 1), out _).First,
    };

    private static ArrayData EndsOf<TEnd>(ConcatSource source, RunEndEncodedType type, int count)
        where TEnd : unmanaged, IBinaryInteger<TEnd>
    {
        using var draft = new ArrayDraft();
        draft.AddEmpty();
        var target = draft.Add<TEnd>(count);
        var (run, row) = (0, 0L);
        foreach (ref readonly var part in source.Parts)
        {
            var (first, runs) = RunsOf<TEnd>(source.Column, part, out var ends);
            var previous = row;
            for (var i = first; i < first + runs; i++, run++)
            {
                var end = row + Math.Min(long.CreateTruncating(ends[i]) - part.Start, part.Count);
                if (end <= previous)
                    throw CheckedData.Damaged(source.Column, "its run ends run backwards");

                target[run] = TEnd.CreateTruncating(end);
                previous = end;
            }

            row += part.Count;
            if (previous != row)
                throw CheckedData.Damaged(source.Column, "its run ends run backwards");
        }

        return draft.Finish(type.RunEndsDataType, count, 0);
    }
}
