using System.Numerics;
using Apache.Arrow;
using Apache.Arrow.Types;
using DataflowWrite.Columns;

namespace DataflowWrite.Serialization.ArrowIpc.Body;

/// <summary>Adds the runs that overlap the rows, the first and the last one cut to them.</summary>
internal static class RunEndLayout
{
    public static void Add(in ColumnLayout columns, IpcField field, RunEndEncodedType runs, ArrayData data, int start, int count)
    {
        switch (runs.RunEndsDataType)
        {
            case Int16Type:
                Add<short>(columns, field, data, start, count);
                break;
            case Int32Type:
                Add<int>(columns, field, data, start, count);
                break;
            default:
                Add<long>(columns, field, data, start, count);
                break;
        }
    }

    private static void Add<TEnd>(in ColumnLayout columns, IpcField field, ArrayData data, int start, int count)
        where TEnd : unmanaged, IBinaryInteger<TEnd>
    {
        var endsData = CheckedData.Child(field.Path, data, 0);
        var ends = CheckedData.Values<TEnd>(field.Children[0].Path, endsData, 1, endsData.Offset, endsData.Length);
        CheckEnds(field, ends, (long)start + count);
        var (first, runs) = (0, 0);
        if (count > 0)
        {
            first = RunEndGather.FindRun(ends, start, 0);
            runs = RunEndGather.FindRun(ends, start + count - 1, first) - first + 1;
        }

        columns.Body.Nodes.Add(new(runs, 0));
        columns.Body.AddEmpty();
        var newEnds = columns.Body.Rent<TEnd>(runs);
        for (var i = 0; i < runs; i++)
            newEnds[i] = TEnd.CreateTruncating(Math.Min(long.CreateTruncating(ends[first + i]) - start, count));

        columns.Add(field.Children[1], CheckedData.Child(field.Path, data, 1), first, runs);
    }

    private static void CheckEnds<TEnd>(IpcField field, ReadOnlySpan<TEnd> ends, long rows)
        where TEnd : unmanaged, IBinaryInteger<TEnd>
    {
        var previous = TEnd.Zero;
        foreach (var end in ends)
        {
            if (end <= previous)
                throw CheckedData.Damaged(field.Path, $"a run ends at {end} after one that ends at {previous}");

            previous = end;
        }

        if (long.CreateTruncating(previous) < rows)
            throw CheckedData.Damaged(field.Path, $"its runs end at {previous} where it has {rows:N0} rows");
    }
}
