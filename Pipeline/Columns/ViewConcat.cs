using Apache.Arrow;
using Apache.Arrow.Scalars;

namespace DataflowWrite.Columns;

/// <summary>Concatenates text and binary views; long values are copied into one new data buffer, so that nothing pins a source.</summary>
internal static class ViewConcat
{
    public static ArrayData Concat(ConcatSource source)
    {
        var total = 0L;
        foreach (ref readonly var part in source.Parts)
            total += LongBytes(source.Column, part);

        if (total > int.MaxValue)
            throw ColumnBuffers.TooLarge(total);

        using var draft = new ArrayDraft();
        draft.AddValidity(source);
        var views = draft.Add<BinaryView>(source.Count);
        var data = total == 0 ? [] : draft.Add<byte>((int)total);
        var position = 0;
        foreach (ref readonly var part in source.Parts)
        {
            Copy(source.Column, part, views, data, ref position);
            views = views[part.Count..];
        }

        return draft.Finish(source);
    }

    /// <summary>The bytes that the views of the rows do not hold themselves; nulls count for nothing.</summary>
    public static long LongBytes(string column, RowRange rows)
    {
        var views = CheckedData.Values<BinaryView>(column, rows.Data, 1, rows.Start, rows.Count);
        var valid = new RowValidity(column, rows.Data);
        var total = 0L;
        for (var i = 0; i < views.Length; i++)
            if ((!views[i].IsInline || views[i].Length < 0) && valid[rows.Start + i])
                total += CheckedData.ViewBytes(column, rows.Data, views[i]).Length;

        return total;
    }

    private static void Copy(string column, RowRange rows, Span<BinaryView> target, Span<byte> data, ref int position)
    {
        var views = CheckedData.Values<BinaryView>(column, rows.Data, 1, rows.Start, rows.Count);
        var valid = new RowValidity(column, rows.Data);
        for (var i = 0; i < views.Length; i++)
        {
            var view = views[i];
            if (!valid[rows.Start + i])
            {
                target[i] = default;
            }
            else if (view.IsInline)
            {
                target[i] = view;
            }
            else
            {
                var value = CheckedData.ViewBytes(column, rows.Data, view);
                value.CopyTo(data[position..]);
                target[i] = new(view.Length, value[..BinaryView.PrefixLength], 0, position);
                position += view.Length;
            }
        }
    }
}
