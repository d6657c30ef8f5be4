using System.Numerics;
using Apache.Arrow;
using Apache.Arrow.Types;

namespace DataflowWrite.Columns;

/// <summary>Concatenates lists, list views, maps and fixed-size lists.</summary>
internal static class ListConcat
{
    public static ArrayData Concat<TOffset>(ConcatSource source, NestedType type)
        where TOffset : unmanaged, IBinaryInteger<TOffset>
    {
        var items = new List<RowRange>(source.Parts.Length);
        foreach (ref readonly var part in source.Parts)
            RowRange.Append(items, Between<TOffset>(source.Column, part));

        using var draft = new ArrayDraft();
        draft.AddChild(Items(source, type, items));
        draft.AddValidity(source);
        BinaryConcat.AddOffsets<TOffset>(draft, source);
        return draft.Finish(source);
    }

    public static ArrayData ConcatViews<TOffset>(ConcatSource source, NestedType type)
        where TOffset : unmanaged, IBinaryInteger<TOffset>
    {
        var items = new List<RowRange>(source.Parts.Length);
        using var draft = new ArrayDraft();
        draft.AddValidity(source);
        var offsets = draft.Add<TOffset>(source.Count);
        var sizes = draft.Add<TOffset>(source.Count);
        var row = 0;
        var position = TOffset.Zero;
        foreach (ref readonly var part in source.Parts)
        {
            var starts = CheckedData.Values<TOffset>(source.Column, part.Data, 1, part.Start, part.Count);
            var lengths = CheckedData.Values<TOffset>(source.Column, part.Data, 2, part.Start, part.Count);
            var valid = new RowValidity(source.Column, part.Data);
            for (var i = 0; i < part.Count; i++, row++)
            {
                var size = valid[part.Start + i] ? lengths[i] : TOffset.Zero;
                if (!TOffset.IsZero(size))
                    RowRange.Append(items, CheckedData.ChildRows(
                        source.Column, part.Data, 0, long.CreateTruncating(starts[i]), long.CreateTruncating(size)));

                offsets[row] = position;
                sizes[row] = size;
                position += size;
            }
        }

        draft.AddChild(Items(source, type, items));
        return draft.Finish(source);
    }

    public static ArrayData ConcatFixed(ConcatSource source, FixedSizeListType type)
    {
        var items = new List<RowRange>(source.Parts.Length);
        foreach (ref readonly var part in source.Parts)
        {
            if (((FixedSizeListType)CheckedData.LayoutOf(part.Data.DataType)).ListSize != type.ListSize)
                throw CheckedData.Damaged(source.Column, $"its lists do not have {type.ListSize} values each");

            RowRange.Append(items, ItemsOf(source.Column, type, part));
        }

        using var draft = new ArrayDraft();
        draft.AddChild(Items(source, type, items));
        draft.AddValidity(source);
        return draft.Finish(source);
    }

    /// <summary>What the lists hold, whose rows must lie side by side for it: those of one row, and of any range but of views.</summary>
    public static RowRange ItemsOf(string column, NestedType type, RowRange rows) => type switch
    {
        FixedSizeListType { ListSize: var size } =>
            CheckedData.ChildRows(column, rows.Data, 0, (long)rows.Start * size, (long)rows.Count * size),
        LargeListType => Between<long>(column, rows),
        ListViewType => View<int>(column, rows),
        LargeListViewType => View<long>(column, rows),
        _ => Between<int>(column, rows),
    };

    private static RowRange Between<TOffset>(string column, RowRange rows)
        where TOffset : unmanaged, IBinaryInteger<TOffset>
    {
        var offsets = CheckedData.Offsets<TOffset>(column, rows);
        var start = long.CreateTruncating(offsets[0]);
        return CheckedData.ChildRows(column, rows.Data, 0, start, long.CreateTruncating(offsets[^1]) - start);
    }

    private static RowRange View<TOffset>(string column, RowRange rows)
        where TOffset : unmanaged, IBinaryInteger<TOffset>
    {
        var start = CheckedData.Values<TOffset>(column, rows.Data, 1, rows.Start, 1)[0];
        var count = CheckedData.Values<TOffset>(column, rows.Data, 2, rows.Start, 1)[0];
        return CheckedData.ChildRows(column, rows.Data, 0, long.CreateTruncating(start), long.CreateTruncating(count));
    }

    private static ArrayData Items(ConcatSource source, NestedType type, List<RowRange> items)
        => ColumnConcat.Concat(ShapeCheck.PathOf(source.Column, type, 0), type.Fields[0].DataType, items);
}
