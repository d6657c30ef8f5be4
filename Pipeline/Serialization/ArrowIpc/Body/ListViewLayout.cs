using System.Numerics;
using Apache.Arrow;
using DataflowWrite.Columns;

namespace DataflowWrite.Serialization.ArrowIpc.Body;

/// <summary>Adds list views: offsets count from the first value that any of them refers to, and null lists are empty.</summary>
internal static class ListViewLayout
{
    public static void Add<TOffset>(in ColumnLayout columns, IpcField field, ArrayData data, int start, int count)
        where TOffset : unmanaged, IBinaryInteger<TOffset>
    {
        var values = CheckedData.Child(field.Path, data, 0);
        var offsets = CheckedData.Values<TOffset>(field.Path, data, 1, start, count);
        var sizes = CheckedData.Values<TOffset>(field.Path, data, 2, start, count);
        var valid = new RowValidity(field.Path, data);
        var (first, last) = (long.MaxValue, 0L);
        for (var i = 0; i < count; i++)
        {
            if (!valid[start + i] || TOffset.IsZero(sizes[i]))
                continue;

            var from = long.CreateTruncating(offsets[i]);
            var size = long.CreateTruncating(sizes[i]);
            if (from < 0 || size < 0 || size > values.Length - from)
                throw CheckedData.Damaged(field.Path, $"list {i:N0} has {size:N0} values from {from:N0} on where there are {values.Length:N0}");

            (first, last) = (Math.Min(first, from), Math.Max(last, from + size));
        }

        first = Math.Min(first, last);
        var newOffsets = columns.Body.Rent<TOffset>(count);
        var newSizes = columns.Body.Rent<TOffset>(count);
        for (var i = 0; i < count; i++)
        {
            var isEmpty = !valid[start + i] || TOffset.IsZero(sizes[i]);
            newOffsets[i] = isEmpty ? TOffset.Zero : offsets[i] - TOffset.CreateTruncating(first);
            newSizes[i] = isEmpty ? TOffset.Zero : sizes[i];
        }

        columns.Add(field.Children[0], values, first, last - first);
    }
}
