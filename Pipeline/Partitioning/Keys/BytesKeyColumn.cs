using System.Numerics;
using System.Runtime.InteropServices;
using Apache.Arrow;
using Apache.Arrow.Scalars;
using DataflowWrite.Columns;

namespace DataflowWrite.Partitioning.Keys;

/// <summary>Keys that are text or binary values, in any of their layouts.</summary>
internal sealed class BytesKeyColumn(BytesLayout layout, int width, BytesCodes values) : KeyColumn
{
    public override int Count => values.Count;

    public override void Encode(ArrayData data, Span<int> codes)
    {
        if (data.Length == 0)
            return;

        switch (layout)
        {
            case BytesLayout.Offsets32:
                EncodeOffsets<int>(data, codes);
                break;
            case BytesLayout.Offsets64:
                EncodeOffsets<long>(data, codes);
                break;
            case BytesLayout.Views:
                EncodeViews(data, codes);
                break;
            default:
                EncodeFixed(data, codes);
                break;
        }
    }

    public override string? TextOf(int code) => code == NullCode ? null : values.TextOf(code);

    private void EncodeOffsets<TOffset>(ArrayData data, Span<int> codes)
        where TOffset : unmanaged, IBinaryInteger<TOffset>
    {
        var offsets = MemoryMarshal.Cast<byte, TOffset>(data.Buffers[1].Span).Slice(data.Offset, data.Length + 1);
        var bytes = data.Buffers[2].Span;
        var valid = new RowValidity(data);
        var last = ReadOnlySpan<byte>.Empty;
        var lastCode = NullCode;
        for (var i = 0; i < data.Length; i++)
        {
            if (!valid[data.Offset + i])
            {
                codes[i] = NullCode;
                continue;
            }

            var start = int.CreateTruncating(offsets[i]);
            var value = bytes.Slice(start, int.CreateTruncating(offsets[i + 1]) - start);
            if (lastCode == NullCode || !value.SequenceEqual(last))
            {
                last = value;
                lastCode = values.CodeOf(value);
            }

            codes[i] = lastCode;
        }
    }

    private void EncodeViews(ArrayData data, Span<int> codes)
    {
        var views = MemoryMarshal.Cast<byte, BinaryView>(data.Buffers[1].Span).Slice(data.Offset, data.Length);
        var valid = new RowValidity(data);
        for (var i = 0; i < views.Length; i++)
        {
            ref readonly var view = ref views[i];
            codes[i] = !valid[data.Offset + i] ? NullCode
                : view.IsInline ? values.CodeOf(view.Bytes)
                : values.CodeOf(data.Buffers[2 + view.BufferIndex].Span.Slice(view.BufferOffset, view.Length));
        }
    }

    private void EncodeFixed(ArrayData data, Span<int> codes)
    {
        var bytes = data.Buffers[1].Span;
        var valid = new RowValidity(data);
        for (var i = 0; i < data.Length; i++)
        {
            var position = data.Offset + i;
            codes[i] = valid[position] ? values.CodeOf(bytes.Slice(position * width, width)) : NullCode;
        }
    }
}
