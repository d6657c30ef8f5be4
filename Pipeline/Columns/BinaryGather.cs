using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Apache.Arrow;

namespace DataflowWrite.Columns;

/// <summary>Gathers text and binary values that lie behind 32-bit or 64-bit offsets.</summary>
internal static class BinaryGather
{
    public static ArrayData Take<TOffset>(ArrayData source, RowSelection at)
        where TOffset : unmanaged, IBinaryInteger<TOffset>
    {
        var from = at.Count == 0 ? [] : MemoryMarshal.Cast<byte, TOffset>(source.Buffers[1].Span)[at.Start..];
        var total = TotalLength(from, at);
        if (total > int.MaxValue)
            throw ColumnBuffers.TooLarge(total);

        var offsets = ColumnBuffers.Allocate<TOffset>(at.Count + 1);
        WriteOffsets(from, at, offsets.Span);
        ArrowBuffer values;
        if (at.IsRange || total == 0)
        {
            values = total == 0
                ? ArrowBuffer.Empty
                : ColumnBuffers.CopyOf(source.Buffers[2].Span.Slice(int.CreateChecked(from[0]), (int)total));
        }
        else
        {
            var buffer = ColumnBuffers.Allocate<byte>((int)total);
            Copy(source.Buffers[2].Span, from, at.Rows, offsets.Span, buffer.Span);
            values = buffer.Build();
        }

        var validity = BitGather.TakeValidity(source, at, out var nullCount);
        return new(source.DataType, at.Count, nullCount, 0, [validity, offsets.Build(), values], null, null);
    }

    private static long TotalLength<TOffset>(ReadOnlySpan<TOffset> from, RowSelection at)
        where TOffset : unmanaged, IBinaryInteger<TOffset>
    {
        if (at.Count == 0)
            return 0;
        if (at.IsRange)
            return long.CreateTruncating(from[at.Count] - from[0]);

        var total = 0L;
        foreach (var row in at.Rows)
            total += long.CreateTruncating(from[row + 1] - from[row]);

        return total;
    }

    private static void WriteOffsets<TOffset>(ReadOnlySpan<TOffset> from, RowSelection at, Span<TOffset> target)
        where TOffset : unmanaged, IBinaryInteger<TOffset>
    {
        target[0] = TOffset.Zero;
        if (at.IsRange)
        {
            for (var i = 1; i <= at.Count; i++)
                target[i] = from[i] - from[0];

            return;
        }

        var rows = at.Rows;
        var position = TOffset.Zero;
        for (var i = 0; i < rows.Length; i++)
        {
            var row = rows[i];
            position += from[row + 1] - from[row];
            target[i + 1] = position;
        }
    }

    // Short values are copied as whole vectors: what is written past their end is overwritten by the next value, and near the
    // end of either buffer the exact copy takes over.
    private static void Copy<TOffset>(
        ReadOnlySpan<byte> values, ReadOnlySpan<TOffset> from, ReadOnlySpan<int> rows, ReadOnlySpan<TOffset> to, Span<byte> target)
        where TOffset : unmanaged, IBinaryInteger<TOffset>
    {
        ref var source = ref MemoryMarshal.GetReference(values);
        ref var destination = ref MemoryMarshal.GetReference(target);
        for (var i = 0; i < rows.Length; i++)
        {
            var read = int.CreateTruncating(from[rows[i]]);
            var write = int.CreateTruncating(to[i]);
            var length = int.CreateTruncating(to[i + 1]) - write;
            var room = Math.Min(values.Length - read, target.Length - write);
            if (length <= Vector256<byte>.Count && room >= Vector256<byte>.Count && read >= 0)
            {
                Vector128.LoadUnsafe(ref source, (nuint)read).StoreUnsafe(ref destination, (nuint)write);
                if (length > Vector128<byte>.Count)
                    Vector128.LoadUnsafe(ref source, (nuint)read + 16).StoreUnsafe(ref destination, (nuint)write + 16);
            }
            else
            {
                values.Slice(read, length).CopyTo(target[write..]);
            }
        }
    }
}
