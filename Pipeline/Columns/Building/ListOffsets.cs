using Apache.Arrow;

namespace DataflowWrite.Columns.Building;

/// <summary>Where the items of lists begin and end among all items.</summary>
internal static class ListOffsets
{
    /// <exception cref="OverflowException">There are more items than offsets can count.</exception>
    public static void Fill<TList, T, TShape>(ReadOnlySpan<TList> lists, Span<int> offsets)
        where TShape : struct, IListShape<TList, T>
    {
        var total = 0L;
        offsets[0] = 0;
        for (var i = 0; i < lists.Length; i++)
        {
            total += lists[i] is { } list ? TShape.Count(list) : 0;
            if (total > System.Array.MaxLength)
                throw new OverflowException($"the lists hold more than {System.Array.MaxLength:N0} items; write smaller batches.");

            offsets[i + 1] = (int)total;
        }
    }

    /// <summary>The row whose list has the item.</summary>
    public static int RowOf(ReadOnlySpan<int> offsets, int item)
    {
        var row = 0;
        while (offsets[row + 1] <= item)
            row++;

        return row;
    }

    /// <summary>All items of a child.</summary>
    public static T[] ReadItems<T>(ArrayData data, int child, ColumnConverter<T> converter)
    {
        var found = CheckedData.Child("", data, child);
        var items = new T[found.Length];
        try
        {
            converter.Read(found, items);
        }
        catch (RecordValueException failure)
        {
            var offsets = CheckedData.Offsets<int>("", new(data, data.Offset, data.Length));
            throw failure.Within("item", failure.Row < offsets[^1] ? RowOf(offsets, failure.Row) : 0);
        }

        return items;
    }
}
