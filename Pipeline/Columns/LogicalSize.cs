using System.Numerics;
using System.Runtime.InteropServices;
using Apache.Arrow;
using Apache.Arrow.Scalars;
using Apache.Arrow.Types;

namespace DataflowWrite.Columns;

/// <summary>The bytes that the rows of an array span in its buffers.</summary>
internal static class LogicalSize
{
    public static long Of(ArrayData data) => Of(data, data.DataType, data.Offset, data.Length);

    private static long OfRange(ArrayData data, long start, long count)
        => Of(data, data.DataType, data.Offset + (int)start, (int)count);

    // The start counts from the beginning of the buffers.
    private static long Of(ArrayData data, IArrowType layout, int start, int count) => layout switch
    {
        _ when count == 0 => 0,
        ExtensionType extension => Of(data, extension.StorageType, start, count),
        NullType => 0,
        BooleanType => Bitmap(count) + Validity(data, count),
        DictionaryType type => Fixed(type.IndexType, count) + Validity(data, count) + Of(data.Dictionary),
        StringType or BinaryType => OfBinary<int>(data, start, count),
        LargeStringType or LargeBinaryType => OfBinary<long>(data, start, count),
        StringViewType or BinaryViewType => OfViews(data, start, count),
        ListType or MapType => OfList<int>(data, start, count),
        LargeListType => OfList<long>(data, start, count),
        ListViewType => OfListViews<int>(data, start, count),
        LargeListViewType => OfListViews<long>(data, start, count),
        FixedSizeListType { ListSize: var size } =>
            Validity(data, count) + OfRange(data.Children[0], (long)start * size, (long)count * size),
        StructType => Validity(data, count) + OfChildren(data, start, count),
        UnionType { Mode: UnionMode.Sparse } => count + OfChildren(data, start, count),
        UnionType union => OfDenseUnion(data, union, start, count),
        RunEndEncodedType { RunEndsDataType: Int16Type } => OfRuns<short>(data, start, count),
        RunEndEncodedType { RunEndsDataType: Int32Type } => OfRuns<int>(data, start, count),
        RunEndEncodedType => OfRuns<long>(data, start, count),
        _ => Fixed(layout, count) + Validity(data, count),
    };

    private static long Fixed(IArrowType type, int count) => (long)((FixedWidthType)type).BitWidth / 8 * count;

    private static long Bitmap(int count) => ColumnBuffers.BitmapLength(count);

    private static long Validity(ArrayData data, int count)
        => data.GetNullCount() == 0 || data.Buffers[0].IsEmpty ? 0 : Bitmap(count);

    private static long OfBinary<TOffset>(ArrayData data, int start, int count)
        where TOffset : unmanaged, IBinaryInteger<TOffset>
    {
        var offsets = MemoryMarshal.Cast<byte, TOffset>(data.Buffers[1].Span);
        return Offsets<TOffset>(count) + long.CreateTruncating(offsets[start + count] - offsets[start]) + Validity(data, count);
    }

    private static long OfViews(ArrayData data, int start, int count)
    {
        var valid = new RowValidity(data);
        var views = MemoryMarshal.Cast<byte, BinaryView>(data.Buffers[1].Span).Slice(start, count);
        var total = 16L * count;
        for (var i = 0; i < views.Length; i++)
            total += views[i].IsInline || !valid[start + i] ? 0 : views[i].Length;

        return total + Validity(data, count);
    }

    private static long OfList<TOffset>(ArrayData data, int start, int count)
        where TOffset : unmanaged, IBinaryInteger<TOffset>
    {
        var offsets = MemoryMarshal.Cast<byte, TOffset>(data.Buffers[1].Span);
        var first = long.CreateTruncating(offsets[start]);
        var last = long.CreateTruncating(offsets[start + count]);
        return Offsets<TOffset>(count) + OfRange(data.Children[0], first, last - first) + Validity(data, count);
    }

    private static long OfListViews<TOffset>(ArrayData data, int start, int count)
        where TOffset : unmanaged, IBinaryInteger<TOffset>
    {
        var starts = MemoryMarshal.Cast<byte, TOffset>(data.Buffers[1].Span);
        var lengths = MemoryMarshal.Cast<byte, TOffset>(data.Buffers[2].Span);
        var valid = new RowValidity(data);
        var (first, last, sum) = (long.MaxValue, 0L, 0L);
        for (var i = start; i < start + count; i++)
        {
            if (!valid[i] || TOffset.IsZero(lengths[i]))
                continue;

            var from = long.CreateTruncating(starts[i]);
            var length = long.CreateTruncating(lengths[i]);
            (first, last, sum) = (Math.Min(first, from), Math.Max(last, from + length), sum + length);
        }

        // Views may share values or leave some out: a copy repeats the one and drops the other.
        var span = last - first;
        var values = sum == 0 ? 0 : OfRange(data.Children[0], first, span) * ((double)sum / span);
        return (long)values + (2 * (Offsets<TOffset>(count) - Offsets<TOffset>(0))) + Validity(data, count);
    }

    private static long OfChildren(ArrayData data, int start, int count)
    {
        var total = 0L;
        foreach (var child in data.Children)
            total += OfRange(child, start, count);

        return total;
    }

    private static long OfDenseUnion(ArrayData data, UnionType union, int start, int count)
    {
        var typeIds = data.Buffers[0].Span.Slice(start, count);
        var offsets = MemoryMarshal.Cast<byte, int>(data.Buffers[1].Span).Slice(start, count);
        var total = (1L + sizeof(int)) * count;
        for (var child = 0; child < data.Children.Length; child++)
        {
            var (first, last) = (int.MaxValue, -1);
            for (var i = 0; i < typeIds.Length; i++)
                if (typeIds[i] == (byte)union.TypeIds[child])
                    (first, last) = (Math.Min(first, offsets[i]), Math.Max(last, offsets[i]));

            total += last < 0 ? 0 : OfRange(data.Children[child], first, last - first + 1);
        }

        return total;
    }

    private static long OfRuns<TEnd>(ArrayData data, int start, int count)
        where TEnd : unmanaged, IBinaryInteger<TEnd>
    {
        var ends = RunEndGather.Ends<TEnd>(data);
        var first = RunEndGather.FindRun(ends, start, 0);
        var runs = RunEndGather.FindRun(ends, start + count - 1, first) - first + 1;
        return OfRange(data.Children[0], first, runs) + OfRange(data.Children[1], first, runs);
    }

    private static unsafe long Offsets<TOffset>(int count)
        where TOffset : unmanaged
        => (long)sizeof(TOffset) * (count + 1);
}
