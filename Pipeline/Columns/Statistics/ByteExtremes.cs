using System.Numerics;
using System.Runtime.InteropServices;
using Apache.Arrow;
using Apache.Arrow.Scalars;
using Apache.Arrow.Types;

namespace DataflowWrite.Columns.Statistics;

/// <summary>Extremes of text and binary values in the order of their bytes, which for text is that of its code points.</summary>
internal sealed class ByteExtremes(IArrowType layout) : ColumnExtremes
{
    private const int FirstDataBuffer = 2;

    private readonly bool _isText = layout.TypeId is ArrowTypeId.String or ArrowTypeId.LargeString or ArrowTypeId.StringView;
    private readonly BytePrefix _min = new();
    private readonly BytePrefix _max = new();
    private bool _any;

    public override ColumnBound? Min => _any ? ByteBounds.Below(_min, _isText) : null;

    public override ColumnBound? Max => _any ? ByteBounds.Above(_max, _isText) : null;

    public override void Observe(ArrayData data, ValidRuns runs)
    {
        if (layout is FixedSizeBinaryType { ByteWidth: var width })
            ObserveFixed(data, width, runs);
        else if (layout is StringViewType or BinaryViewType)
            ObserveViews(data, runs);
        else if (layout is LargeStringType or LargeBinaryType)
            ObserveOffsets<long>(data, runs);
        else
            ObserveOffsets<int>(data, runs);
    }

    public override void Merge(ColumnExtremes other)
    {
        var part = (ByteExtremes)other;
        if (!part._any)
            return;

        if (!_any || _min.CompareTo(part._min) > 0)
            _min.Set(part._min);

        if (!_any || _max.CompareTo(part._max) < 0)
            _max.Set(part._max);

        _any = true;
    }

    private void ObserveFixed(ArrayData data, int width, ValidRuns runs)
    {
        var values = data.Buffers[1].Span;
        while (runs.MoveNext())
            for (var row = runs.Start; row < runs.Start + runs.Length; row++)
                Consider(values.Slice(row * width, width));
    }

    private void ObserveOffsets<TOffset>(ArrayData data, ValidRuns runs)
        where TOffset : unmanaged, IBinaryInteger<TOffset>
    {
        var offsets = MemoryMarshal.Cast<byte, TOffset>(data.Buffers[1].Span);
        var values = data.Buffers[2].Span;
        while (runs.MoveNext())
        {
            var end = int.CreateChecked(offsets[runs.Start]);
            foreach (var next in offsets.Slice(runs.Start + 1, runs.Length))
            {
                var start = end;
                end = int.CreateChecked(next);
                Consider(values[start..end]);
            }
        }
    }

    private void ObserveViews(ArrayData data, ValidRuns runs)
    {
        var views = MemoryMarshal.Cast<byte, BinaryView>(data.Buffers[1].Span);
        while (runs.MoveNext())
            foreach (ref readonly var view in views.Slice(runs.Start, runs.Length))
                Consider(view.IsInline
                    ? view.Bytes
                    : data.Buffers[FirstDataBuffer + view.BufferIndex].Span.Slice(view.BufferOffset, view.Length));
    }

    private void Consider(ReadOnlySpan<byte> value)
    {
        if (!_any)
        {
            _any = true;
            _min.Set(value);
            _max.Set(value);
        }
        else if (_min.CompareTo(value) > 0)
        {
            _min.Set(value);
        }
        else if (_max.CompareTo(value) < 0)
        {
            _max.Set(value);
        }
    }
}
