using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using Apache.Arrow;

namespace DataflowWrite.Columns;

/// <summary>Gathers lists, list views, maps and fixed-size lists. Children come first: they are what can fail.</summary>
internal static class ListGather
{
    public static ArrayData Take<TOffset>(ArrayData source, RowSelection at)
        where TOffset : unmanaged, IBinaryInteger<TOffset>
    {
        var from = at.Count == 0 ? [] : MemoryMarshal.Cast<byte, TOffset>(source.Buffers[1].Span);
        ArrayData child;
        if (at.IsRange)
        {
            var start = at.Count == 0 ? 0 : int.CreateChecked(from[at.Start]);
            var end = at.Count == 0 ? 0 : int.CreateChecked(from[at.Start + at.Count]);
            child = RowGather.Take(source.Children[0], RowSelection.Range(start, end - start));
        }
        else
        {
            var total = 0L;
            for (var i = 0; i < at.Count; i++)
                total += long.CreateTruncating(from[at[i] + 1] - from[at[i]]);

            var rows = Rent(total);
            var position = 0;
            for (var i = 0; i < at.Count; i++)
                Expand(int.CreateChecked(from[at[i]]), int.CreateChecked(from[at[i] + 1] - from[at[i]]), rows, ref position);

            child = TakeAndReturn(source.Children[0], rows, position);
        }

        var offsets = ColumnBuffers.Allocate<TOffset>(at.Count + 1);
        var to = offsets.Span;
        to[0] = TOffset.Zero;
        for (var i = 0; i < at.Count; i++)
            to[i + 1] = to[i] + (from[at[i] + 1] - from[at[i]]);

        var validity = BitGather.TakeValidity(source, at, out var nullCount);
        return new(source.DataType, at.Count, nullCount, 0, [validity, offsets.Build()], [child], null);
    }

    public static ArrayData TakeViews<TOffset>(ArrayData source, RowSelection at)
        where TOffset : unmanaged, IBinaryInteger<TOffset>
    {
        var starts = at.Count == 0 ? [] : MemoryMarshal.Cast<byte, TOffset>(source.Buffers[1].Span);
        var lengths = at.Count == 0 ? [] : MemoryMarshal.Cast<byte, TOffset>(source.Buffers[2].Span);
        var valid = new RowValidity(source);
        var total = 0L;
        for (var i = 0; i < at.Count; i++)
            total += valid[at[i]] ? long.CreateTruncating(lengths[at[i]]) : 0;

        var rows = Rent(total);
        var position = 0;
        for (var i = 0; i < at.Count; i++)
            if (valid[at[i]])
                Expand(int.CreateChecked(starts[at[i]]), int.CreateChecked(lengths[at[i]]), rows, ref position);

        var child = TakeAndReturn(source.Children[0], rows, position);
        var offsets = ColumnBuffers.Allocate<TOffset>(at.Count);
        var sizes = ColumnBuffers.Allocate<TOffset>(at.Count);
        var next = TOffset.Zero;
        for (var i = 0; i < at.Count; i++)
        {
            var size = valid[at[i]] ? lengths[at[i]] : TOffset.Zero;
            offsets.Span[i] = next;
            sizes.Span[i] = size;
            next += size;
        }

        var validity = BitGather.TakeValidity(source, at, out var nullCount);
        return new(source.DataType, at.Count, nullCount, 0, [validity, offsets.Build(), sizes.Build()], [child], null);
    }

    public static ArrayData TakeFixed(ArrayData source, int listSize, RowSelection at)
    {
        ArrayData child;
        if (at.IsRange)
        {
            child = RowGather.Take(source.Children[0], RowSelection.Range(at.Start * listSize, Checked((long)at.Count * listSize)));
        }
        else
        {
            var rows = Rent((long)at.Count * listSize);
            var position = 0;
            for (var i = 0; i < at.Count; i++)
                Expand(at[i] * listSize, listSize, rows, ref position);

            child = TakeAndReturn(source.Children[0], rows, position);
        }

        var validity = BitGather.TakeValidity(source, at, out var nullCount);
        return new(source.DataType, at.Count, nullCount, 0, [validity], [child], null);
    }

    private static void Expand(int start, int count, int[] rows, ref int position)
    {
        for (var i = 0; i < count; i++)
            rows[position++] = start + i;
    }

    private static int[] Rent(long count) => ArrayPool<int>.Shared.Rent(Checked(count));

    private static int Checked(long count) => count <= System.Array.MaxLength
        ? (int)count
        : throw new OverflowException(
            $"its lists would hold {count:N0} values in one array, over the limit of {System.Array.MaxLength:N0}; " +
            "write smaller batches.");

    private static ArrayData TakeAndReturn(ArrayData child, int[] rows, int count)
    {
        try
        {
            return RowGather.Take(child, RowSelection.Of(rows.AsSpan(0, count)));
        }
        finally
        {
            ArrayPool<int>.Shared.Return(rows);
        }
    }
}
