using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Apache.Arrow;
using Apache.Arrow.Scalars;
using DataflowWrite.Columns;

namespace DataflowWrite.Serialization.ArrowIpc.Body;

/// <summary>
/// Adds views of text and binary values: one buffer with the bytes that they refer to, in their order, and zero for nulls. An array that lies like this goes as
/// it is.
/// </summary>
internal static class ViewLayout
{
    private const int FirstData = 2;

    public static void Add(BodyLayout body, IpcField field, ArrayData data, int start, int count)
    {
        var views = CheckedData.Values<BinaryView>(field.Path, data, 1, start, count);
        var valid = new RowValidity(field.Path, data);
        var referred = Measure(field, data, views, valid, start, out var isGathered);
        if (isGathered || referred > int.MaxValue)
        {
            body.Add(field, data, 1, start, count, Unsafe.SizeOf<BinaryView>());
            var buffers = referred == 0 ? [] : data.Buffers.AsSpan(FirstData);
            foreach (ref readonly var buffer in buffers)
                body.Add(buffer.Memory);

            body.VariadicCounts.Add(buffers.Length);
            return;
        }

        var newViews = body.Rent<BinaryView>(count);
        var bytes = referred == 0 ? [] : body.Rent<byte>((int)referred);
        body.VariadicCounts.Add(referred == 0 ? 0 : 1);
        Gather(data, views, valid, start, newViews, bytes);
    }

    private static long Measure(
        IpcField field, ArrayData data, ReadOnlySpan<BinaryView> views, RowValidity valid, int start, out bool isGathered)
    {
        isGathered = true;
        var words = MemoryMarshal.Cast<BinaryView, UInt128>(views);
        var referred = 0L;
        for (var i = 0; i < views.Length; i++)
        {
            ref readonly var view = ref views[i];
            if (!valid[start + i])
            {
                isGathered &= words[i] == UInt128.Zero;
                continue;
            }

            if (view.Length < 0)
                throw CheckedData.Damaged(field.Path, $"value {i:N0} has {view.Length:N0} bytes");
            if (view.IsInline)
                continue;

            var buffer = FirstData + (long)view.BufferIndex;
            var length = buffer >= FirstData && buffer < data.Buffers.Length ? data.Buffers[buffer].Length : -1;
            if (view.BufferOffset < 0 || view.Length > length - view.BufferOffset)
                throw CheckedData.Damaged(
                    field.Path, $"value {i:N0} has {view.Length:N0} bytes from {view.BufferOffset:N0} on in its buffer {view.BufferIndex}, which ends earlier");

            isGathered &= view.BufferIndex == 0 && view.BufferOffset == referred;
            referred += view.Length;
        }

        // Nothing may lie behind the last value either.
        isGathered &= referred == 0 || (data.Buffers.Length == FirstData + 1 && data.Buffers[FirstData].Length == referred);
        return referred;
    }

    private static void Gather(
        ArrayData data, ReadOnlySpan<BinaryView> views, RowValidity valid, int start, Span<BinaryView> newViews, Span<byte> bytes)
    {
        var position = 0;
        for (var i = 0; i < views.Length; i++)
        {
            var view = views[i];
            if (!valid[start + i])
            {
                newViews[i] = default;
            }
            else if (view.IsInline)
            {
                newViews[i] = view;
            }
            else
            {
                var value = data.Buffers[FirstData + view.BufferIndex].Span.Slice(view.BufferOffset, view.Length);
                value.CopyTo(bytes[position..]);
                newViews[i] = new(view.Length, value[..BinaryView.PrefixLength], 0, position);
                position += view.Length;
            }
        }
    }
}
