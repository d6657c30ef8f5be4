using System.Numerics;
using System.Runtime.InteropServices;
using Apache.Arrow;
using Apache.Arrow.Scalars;
using Apache.Arrow.Types;
using DataflowWrite.Columns;

namespace DataflowWrite.Parquet.Writing;

/// <summary>
/// What rows take as arrays, counted so that the parts of a batch add up to the whole however it is cut: values, a bit of validity, an offset or view for each
/// row, and of a dictionary the codes.
/// </summary>
internal static class RowBytes
{
    private const int BitsPerByte = 8;

    /// <summary>The bits of some rows of a batch.</summary>
    public static long BitsOf(RecordBatch batch, int start, int count)
    {
        var bits = 0L;
        for (var i = 0; i < batch.ColumnCount; i++)
            bits += Of(batch.Column(i).Data, start, count);

        return bits;
    }

    private static long Of(ArrayData data, long start, long count)
        => count == 0 ? 0 : Of(data, data.DataType, data.Offset + (int)start, (int)count);

    // The start counts from the beginning of the buffers.
    private static long Of(ArrayData data, IArrowType layout, int start, int count) => layout switch
    {
        ExtensionType extension => Of(data, extension.StorageType, start, count),
        NullType => 0,
        DictionaryType { IndexType: FixedWidthType index } => (index.BitWidth + 1L) * count,
        StringType or BinaryType => OfOffsets<int>(data, start, count, (from, to) => (to - from) * BitsPerByte),
        LargeStringType or LargeBinaryType => OfOffsets<long>(data, start, count, (from, to) => (to - from) * BitsPerByte),
        ListType or MapType => OfOffsets<int>(data, start, count, (from, to) => Of(data.Children[0], from, to - from)),
        LargeListType => OfOffsets<long>(data, start, count, (from, to) => Of(data.Children[0], from, to - from)),
        StringViewType or BinaryViewType => OfViews(data, start, count),
        ListViewType => OfListViews<int>(data, start, count),
        LargeListViewType => OfListViews<long>(data, start, count),
        FixedSizeListType { ListSize: var size } => count + Of(data.Children[0], (long)start * size, (long)count * size),
        StructType => count + data.Children.Sum(child => Of(child, start, count)),
        FixedWidthType fixedWidth => (fixedWidth.BitWidth + 1L) * count,
        _ => throw new NotSupportedException($"Arrow type {layout.Name} cannot be measured."),
    };

    private static long OfOffsets<TOffset>(ArrayData data, int start, int count, Func<long, long, long> values)
        where TOffset : unmanaged, IBinaryInteger<TOffset>
    {
        var offsets = MemoryMarshal.Cast<byte, TOffset>(data.Buffers[1].Span);
        return (((long)TOffset.Zero.GetByteCount() * BitsPerByte) + 1) * count
            + values(long.CreateTruncating(offsets[start]), long.CreateTruncating(offsets[start + count]));
    }

    private static long OfViews(ArrayData data, int start, int count)
    {
        var valid = new RowValidity(data);
        var views = MemoryMarshal.Cast<byte, BinaryView>(data.Buffers[1].Span).Slice(start, count);
        var bits = ((16L * BitsPerByte) + 1) * count;
        for (var i = 0; i < views.Length; i++)
            bits += views[i].IsInline || !valid[start + i] ? 0 : (long)views[i].Length * BitsPerByte;

        return bits;
    }

    private static long OfListViews<TOffset>(ArrayData data, int start, int count)
        where TOffset : unmanaged, IBinaryInteger<TOffset>
    {
        var valid = new RowValidity(data);
        var starts = MemoryMarshal.Cast<byte, TOffset>(data.Buffers[1].Span);
        var lengths = MemoryMarshal.Cast<byte, TOffset>(data.Buffers[2].Span);
        var bits = ((2L * TOffset.Zero.GetByteCount() * BitsPerByte) + 1) * count;
        for (var i = start; i < start + count; i++)
            if (valid[i])
                bits += Of(data.Children[0], long.CreateTruncating(starts[i]), long.CreateTruncating(lengths[i]));

        return bits;
    }
}
