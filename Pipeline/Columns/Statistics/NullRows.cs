using System.Buffers;
using System.Runtime.InteropServices;
using Apache.Arrow;
using Apache.Arrow.Types;

namespace DataflowWrite.Columns.Statistics;

/// <summary>Counts the rows that are null; a row of a union is null when its child is.</summary>
internal static class NullRows
{
    public static int Count(ArrayData data, int start, int count) => data.DataType switch
    {
        NullType => count,
        UnionType union => CountUnion(data, union, start, count),
        _ => new RowValidity(data).CountNulls(start, count),
    };

    private static int CountUnion(ArrayData data, UnionType union, int start, int count)
    {
        var typeIds = data.Buffers[0].Span;
        var offsets = union.Mode == UnionMode.Dense ? MemoryMarshal.Cast<byte, int>(data.Buffers[1].Span) : [];
        var rows = ArrayPool<int>.Shared.Rent(count);
        try
        {
            var nulls = 0;
            for (var child = 0; child < data.Children.Length; child++)
            {
                var found = 0;
                for (var row = start; row < start + count; row++)
                    if (typeIds[row] == (byte)union.TypeIds[child])
                        rows[found++] = data.Children[child].Offset + (offsets.IsEmpty ? row : offsets[row]);

                nulls += CountAt(data.Children[child], rows.AsSpan(0, found));
            }

            return nulls;
        }
        finally
        {
            ArrayPool<int>.Shared.Return(rows);
        }
    }

    private static int CountAt(ArrayData data, Span<int> rows)
    {
        var values = LogicalRows.Resolve(data, rows);
        var nulls = 0;
        foreach (var row in rows)
            nulls += row < 0 ? 1 : Count(values, row, 1);

        return nulls;
    }
}
