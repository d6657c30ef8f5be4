using System.Numerics;
using Apache.Arrow;

namespace DataflowWrite.Columns;

/// <summary>Concatenates text and binary values that lie behind 32-bit or 64-bit offsets.</summary>
internal static class BinaryConcat
{
    public static ArrayData Concat<TOffset>(ConcatSource source)
        where TOffset : unmanaged, IBinaryInteger<TOffset>
    {
        var total = 0L;
        foreach (ref readonly var part in source.Parts)
            total += BytesOf<TOffset>(source.Column, part).Length;

        if (total > int.MaxValue)
            throw ColumnBuffers.TooLarge(total);

        using var draft = new ArrayDraft();
        draft.AddValidity(source);
        AddOffsets<TOffset>(draft, source);
        var values = draft.Add<byte>((int)total);
        foreach (ref readonly var part in source.Parts)
        {
            var bytes = BytesOf<TOffset>(source.Column, part);
            bytes.CopyTo(values);
            values = values[bytes.Length..];
        }

        return draft.Finish(source);
    }

    /// <summary>Adds the offsets of all rows; what they span in total fits into one array.</summary>
    public static void AddOffsets<TOffset>(ArrayDraft draft, ConcatSource source)
        where TOffset : unmanaged, IBinaryInteger<TOffset>
    {
        var offsets = draft.Add<TOffset>(source.Count + 1);
        var row = 0;
        var position = TOffset.Zero;
        foreach (ref readonly var part in source.Parts)
        {
            var from = CheckedData.Offsets<TOffset>(source.Column, part);
            var to = offsets.Slice(row, from.Length);
            var shift = position - from[0];
            var signs = TOffset.Zero;
            to[0] = position;
            for (var i = 1; i < from.Length; i++)
            {
                signs |= from[i] - from[i - 1];
                to[i] = from[i] + shift;
            }

            if (TOffset.IsNegative(signs))
                throw CheckedData.Backwards(source.Column, part.Data);

            position = to[^1];
            row += part.Count;
        }
    }

    private static ReadOnlySpan<byte> BytesOf<TOffset>(string column, RowRange part)
        where TOffset : unmanaged, IBinaryInteger<TOffset>
    {
        var offsets = CheckedData.Offsets<TOffset>(column, part);
        var start = long.CreateTruncating(offsets[0]);
        return CheckedData.Bytes(column, part.Data, 2, start, long.CreateTruncating(offsets[^1]) - start);
    }
}
