using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using Apache.Arrow;

namespace DataflowWrite.Columns;

/// <summary>Gathers run-end encoded arrays: rows of one run that follow each other stay one run.</summary>
internal static class RunEndGather
{
    public static ArrayData Take<TEnd>(ArrayData source, RowSelection at)
        where TEnd : unmanaged, IBinaryInteger<TEnd>
    {
        CheckCount<TEnd>(at.Count);
        var ends = Ends<TEnd>(source);
        var runs = ArrayPool<int>.Shared.Rent(at.Count);
        var lasts = ArrayPool<int>.Shared.Rent(at.Count);
        try
        {
            var count = 0;
            var run = 0;
            for (var i = 0; i < at.Count; i++)
            {
                run = FindRun(ends, at[i], run);
                if (count == 0 || runs[count - 1] != run)
                    runs[count++] = run;

                lasts[count - 1] = i + 1;
            }

            var values = RowGather.Take(source.Children[1], RowSelection.Of(runs.AsSpan(0, count)));
            var buffer = ColumnBuffers.Allocate<TEnd>(count);
            for (var i = 0; i < count; i++)
                buffer.Span[i] = TEnd.CreateTruncating(lasts[i]);

            var runEnds = new ArrayData(source.Children[0].DataType, count, 0, 0, [ArrowBuffer.Empty, buffer.Build()], null, null);
            return new(source.DataType, at.Count, 0, 0, (ArrowBuffer[])[], [runEnds, values], null);
        }
        finally
        {
            ArrayPool<int>.Shared.Return(runs);
            ArrayPool<int>.Shared.Return(lasts);
        }
    }

    /// <exception cref="OverflowException">Run ends of the type cannot count so many rows.</exception>
    public static void CheckCount<TEnd>(int count)
        where TEnd : unmanaged, IBinaryInteger<TEnd>
    {
        if (count > long.CreateSaturating(TEnd.AllBitsSet >>> 1))
            throw new OverflowException(
                $"{count:N0} rows are more than run ends of {typeof(TEnd).Name} can count; write smaller batches.");
    }

    /// <summary>The run ends of an array, without regard to its own offset: positions are those of the unsliced array.</summary>
    public static ReadOnlySpan<TEnd> Ends<TEnd>(ArrayData source)
        where TEnd : unmanaged
    {
        var child = source.Children[0];
        return child.Length == 0 ? [] : MemoryMarshal.Cast<byte, TEnd>(child.Buffers[1].Span).Slice(child.Offset, child.Length);
    }

    /// <summary>The run of a position; <paramref name="hint"/> is where to look first.</summary>
    public static int FindRun<TEnd>(ReadOnlySpan<TEnd> ends, int position, int hint)
        where TEnd : unmanaged, IBinaryInteger<TEnd>
    {
        for (var run = hint; run < Math.Min(hint + 2, ends.Length); run++)
            if (IsIn(ends, position, run))
                return run;

        var (low, high) = (0, ends.Length - 1);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (position < long.CreateTruncating(ends[middle]))
                high = middle;
            else
                low = middle + 1;
        }

        return low;
    }

    private static bool IsIn<TEnd>(ReadOnlySpan<TEnd> ends, int position, int run)
        where TEnd : unmanaged, IBinaryInteger<TEnd>
        => position < long.CreateTruncating(ends[run]) && (run == 0 || position >= long.CreateTruncating(ends[run - 1]));
}
