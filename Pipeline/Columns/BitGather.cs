using Apache.Arrow;

namespace DataflowWrite.Columns;

/// <summary>Gathers bitmaps: validity and booleans.</summary>
internal static class BitGather
{
    /// <summary>The validity of the rows; an empty buffer when none of them is null.</summary>
    public static ArrowBuffer TakeValidity(ArrayData source, RowSelection at, out int nullCount)
    {
        nullCount = 0;
        if (at.Count == 0 || source.GetNullCount() == 0 || source.Buffers[0].IsEmpty)
            return ArrowBuffer.Empty;

        var buffer = Take(source.Buffers[0].Span, at);
        nullCount = at.Count - BitUtility.CountBits(buffer.Span, 0, at.Count);
        if (nullCount > 0)
            return buffer;

        buffer.Dispose();
        return ArrowBuffer.Empty;
    }

    public static ArrowBuffer Take(ReadOnlySpan<byte> bits, RowSelection at)
    {
        if (at.Count == 0)
            return ArrowBuffer.Empty;

        var buffer = ColumnBuffers.Allocate<byte>(ColumnBuffers.BitmapLength(at.Count));
        if (at.IsRange)
            CopyRange(bits, at.Start, at.Count, buffer.Span);
        else
            Pick(bits, at.Start, at.Rows, buffer.Span);

        return buffer.Build();
    }

    /// <summary>Copies bits to any place of a bitmap whose bits from there on are zero.</summary>
    public static void Copy(ReadOnlySpan<byte> from, int start, Span<byte> to, int at, int count)
    {
        for (; count > 0 && (at & 7) != 0; start++, at++, count--)
            to[at >> 3] |= (byte)(((from[start >> 3] >> (start & 7)) & 1) << (at & 7));

        if (count > 0)
            CopyRange(from, start, count, to.Slice(at >> 3, ColumnBuffers.BitmapLength(count)));
    }

    /// <summary>Sets bits in any place of a bitmap whose bits from there on are zero.</summary>
    public static void Fill(Span<byte> to, int at, int count)
    {
        for (; count > 0 && (at & 7) != 0; at++, count--)
            to[at >> 3] |= (byte)(1 << (at & 7));

        to.Slice(at >> 3, count >> 3).Fill(0xFF);
        if ((count & 7) is var tail and not 0)
            to[(at + count) >> 3] = (byte)((1 << tail) - 1);
    }

    private static void CopyRange(ReadOnlySpan<byte> bits, int start, int count, Span<byte> target)
    {
        var shift = start & 7;
        var from = bits[(start >> 3)..];
        if (shift == 0)
        {
            from[..target.Length].CopyTo(target);
        }
        else
        {
            for (var i = 0; i < target.Length; i++)
            {
                var high = i + 1 < from.Length ? from[i + 1] : 0;
                target[i] = (byte)((from[i] >> shift) | (high << (8 - shift)));
            }
        }

        if ((count & 7) is var tail and not 0)
            target[^1] &= (byte)((1 << tail) - 1);
    }

    private static void Pick(ReadOnlySpan<byte> bits, int start, ReadOnlySpan<int> rows, Span<byte> target)
    {
        var row = 0;
        for (var i = 0; i < target.Length; i++)
        {
            var packed = 0;
            var width = Math.Min(8, rows.Length - row);
            for (var bit = 0; bit < width; bit++, row++)
            {
                var position = start + rows[row];
                packed |= ((bits[position >> 3] >> (position & 7)) & 1) << bit;
            }

            target[i] = (byte)packed;
        }
    }
}
