using System.Runtime.InteropServices;
using Apache.Arrow;
using Apache.Arrow.Scalars;
using Apache.Arrow.Types;
using DataflowWrite.Columns;

namespace DataflowWrite.Parquet.Conversions;

/// <summary>Views of text or bytes to one run of bytes with offsets, below other types, where the native writer takes no slices of views.</summary>
internal sealed class ViewConversion(IArrowType target) : ColumnConversion(target)
{
    public override ArrayData Convert(ArrayData data, ConversionLease lease)
    {
        var lead = LeadOf(data);
        var views = MemoryMarshal.Cast<byte, BinaryView>(data.Buffers[1].Span).Slice(data.Offset, data.Length);
        var valid = new RowValidity(data);
        var ends = new byte[(lead + views.Length + 1) * sizeof(int)];
        var offsets = MemoryMarshal.Cast<byte, int>(ends.AsSpan())[(lead + 1)..];
        var total = 0L;
        for (var i = 0; i < views.Length; i++)
        {
            total += valid[data.Offset + i] ? views[i].Length : 0;
            if (total > System.Array.MaxLength)
                throw new InvalidDataException("holds more than 2 GB of text or bytes in one batch; write smaller batches.");

            offsets[i] = (int)total;
        }

        var bytes = new byte[total];
        for (var i = 0; i < views.Length; i++)
        {
            if (!valid[data.Offset + i])
                continue;

            var view = views[i];
            var source = view.IsInline ? view.Bytes : data.Buffers[2 + view.BufferIndex].Span.Slice(view.BufferOffset, view.Length);
            source.CopyTo(bytes.AsSpan(offsets[i] - view.Length));
        }

        return WithBuffers(data, ends, bytes);
    }
}
