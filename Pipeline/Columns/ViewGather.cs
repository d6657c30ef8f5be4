using System.Runtime.InteropServices;
using Apache.Arrow;
using Apache.Arrow.Scalars;

namespace DataflowWrite.Columns;

/// <summary>Gathers text and binary views; long values are copied into one new data buffer, so that nothing pins the source.</summary>
internal static class ViewGather
{
    public static ArrayData Take(ArrayData source, RowSelection at)
    {
        if (at.Count == 0)
            return new(source.DataType, 0, 0, 0, [ArrowBuffer.Empty, ArrowBuffer.Empty], null, null);

        var views = MemoryMarshal.Cast<byte, BinaryView>(source.Buffers[1].Span);
        var valid = new RowValidity(source);
        var total = 0L;
        for (var i = 0; i < at.Count; i++)
        {
            var row = at[i];
            if (!views[row].IsInline && valid[row])
                total += views[row].Length;
        }

        if (total > int.MaxValue)
            throw ColumnBuffers.TooLarge(total);

        var target = ColumnBuffers.Allocate<BinaryView>(at.Count);
        var validity = BitGather.TakeValidity(source, at, out var nullCount);
        if (total == 0)
        {
            Copy(source, at, target.Span, []);
            return new(source.DataType, at.Count, nullCount, 0, [validity, target.Build()], null, null);
        }

        var data = ColumnBuffers.Allocate<byte>((int)total);
        Copy(source, at, target.Span, data.Span);
        return new(source.DataType, at.Count, nullCount, 0, [validity, target.Build(), data.Build()], null, null);
    }

    private static void Copy(ArrayData source, RowSelection at, Span<BinaryView> target, Span<byte> data)
    {
        var views = MemoryMarshal.Cast<byte, BinaryView>(source.Buffers[1].Span);
        var valid = new RowValidity(source);
        var position = 0;
        for (var i = 0; i < at.Count; i++)
        {
            var row = at[i];
            var view = views[row];
            if (!valid[row])
            {
                target[i] = default;
            }
            else if (view.IsInline)
            {
                target[i] = view;
            }
            else
            {
                var value = source.Buffers[2 + view.BufferIndex].Span.Slice(view.BufferOffset, view.Length);
                value.CopyTo(data[position..]);
                target[i] = new(view.Length, value[..BinaryView.PrefixLength], 0, position);
                position += view.Length;
            }
        }
    }
}
