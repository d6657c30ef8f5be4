using System.Numerics;
using System.Runtime.InteropServices;
using Apache.Arrow;
using Apache.Arrow.Scalars;
using DataflowWrite.Columns;

namespace DataflowWrite.Partitioning.Keys;

/// <summary>Keys that are text or binary values, in any of their layouts.</summary>
internal sealed class BytesKeyColumn : KeyColumn
{
    private readonly BytesLayout _layout;
    private readonly int _width;
    private readonly Func<byte[], string> _format;
    private readonly Dictionary<byte[], int>.AlternateLookup<ReadOnlySpan<byte>> _codes;
    private readonly List<byte[]> _values = [];

    public BytesKeyColumn(BytesLayout layout, int width, Func<byte[], string> format)
    {
        _layout = layout;
        _width = width;
        _format = format;
        _codes = new Dictionary<byte[], int>(BytesComparer.Instance).GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    public override int Count => _values.Count + 1;

    public override void Encode(ArrayData data, Span<int> codes)
    {
        if (data.Length == 0)
            return;

        switch (_layout)
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

    public override string? TextOf(int code) => code == NullCode ? null : _format(_values[code - 1]);

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
                lastCode = CodeOf(value);
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
                : view.IsInline ? CodeOf(view.Bytes)
                : CodeOf(data.Buffers[2 + view.BufferIndex].Span.Slice(view.BufferOffset, view.Length));
        }
    }

    private void EncodeFixed(ArrayData data, Span<int> codes)
    {
        var bytes = data.Buffers[1].Span;
        var valid = new RowValidity(data);
        for (var i = 0; i < data.Length; i++)
        {
            var position = data.Offset + i;
            codes[i] = valid[position] ? CodeOf(bytes.Slice(position * _width, _width)) : NullCode;
        }
    }

    private int CodeOf(ReadOnlySpan<byte> value)
    {
        ref var code = ref CollectionsMarshal.GetValueRefOrAddDefault(_codes, value, out var known);
        if (!known)
        {
            _values.Add(value.ToArray());
            code = _values.Count;
        }

        return code;
    }
}
