using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Apache.Arrow;

namespace DataflowWrite.Columns;

/// <summary>Gathers values of one width.</summary>
internal static class FixedWidthGather
{
    public static ArrowBuffer Take(ReadOnlySpan<byte> values, int width, RowSelection at) => width switch
    {
        0 => ArrowBuffer.Empty,
        1 => Take<byte>(values, at),
        2 => Take<ushort>(values, at),
        4 => Take<uint>(values, at),
        8 => Take<ulong>(values, at),
        16 => Take<Vector128<byte>>(values, at),
        32 => Take<Vector256<byte>>(values, at),
        _ => TakeOther(values, width, at),
    };

    public static ArrowBuffer Take<T>(ReadOnlySpan<byte> bytes, RowSelection at)
        where T : unmanaged
    {
        if (at.Count == 0)
            return ArrowBuffer.Empty;

        var values = MemoryMarshal.Cast<byte, T>(bytes)[at.Start..];
        var buffer = ColumnBuffers.Allocate<T>(at.Count);
        var target = buffer.Span;
        if (at.IsRange)
        {
            values[..at.Count].CopyTo(target);
        }
        else
        {
            var rows = at.Rows;
            for (var i = 0; i < rows.Length; i++)
                target[i] = values[rows[i]];
        }

        return buffer.Build();
    }

    private static ArrowBuffer TakeOther(ReadOnlySpan<byte> values, int width, RowSelection at)
    {
        var bytes = (long)width * at.Count;
        if (bytes > int.MaxValue)
            throw ColumnBuffers.TooLarge(bytes);
        if (at.Count == 0)
            return ArrowBuffer.Empty;
        if (at.IsRange)
            return ColumnBuffers.CopyOf(values.Slice(at.Start * width, (int)bytes));

        var buffer = ColumnBuffers.Allocate<byte>((int)bytes);
        var target = buffer.Span;
        for (var i = 0; i < at.Count; i++)
            values.Slice(at[i] * width, width).CopyTo(target[(i * width)..]);

        return buffer.Build();
    }
}
