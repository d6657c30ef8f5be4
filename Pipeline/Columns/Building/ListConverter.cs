using Apache.Arrow;
using Apache.Arrow.Types;

namespace DataflowWrite.Columns.Building;

/// <summary>Lists of any kind: all items are laid out one after the other and become an array of their own.</summary>
internal sealed class ListConverter<TList, T, TShape>(ColumnConverter<T> items, IArrowType type, bool isNullable)
    : ColumnConverter<TList>(type, isNullable)
    where TShape : struct, IListShape<TList, T>
{
    internal override bool TryGetBlank(out TList blank)
    {
        blank = TShape.Create([]);
        return true;
    }

    internal override bool CanRead(IArrowType type) => type is ListType list && items.CanRead(list.ValueDataType);

    internal override MemberText<TList> CreateText(ITextMaker maker) => maker.List<TList, T, TShape>(items);

    internal override ArrayData Build(ReadOnlySpan<TList> values)
    {
        using var draft = new ArrayDraft();
        draft.Add(NullBits.Of(values, IsNullable, out var nulls));
        var offsets = draft.Add<int>(values.Length + 1);
        ListOffsets.Fill<TList, T, TShape>(values, offsets);
        using var flat = new RowValues<T>(offsets[^1]);
        for (var i = 0; i < values.Length; i++)
            if (values[i] is { } list)
                TShape.CopyTo(list, flat.Span[offsets[i]..offsets[i + 1]]);

        try
        {
            draft.AddChild(items.Build(flat.Span));
        }
        catch (RecordValueException failure)
        {
            throw failure.Within(((NestedType)Type).Fields[0].Name, ListOffsets.RowOf(offsets, failure.Row));
        }

        return draft.Finish(Type, values.Length, nulls);
    }

    internal override void ReadValues(ArrayData data, Span<TList> values)
    {
        var offsets = CheckedData.Offsets<int>("", new(data, data.Offset, values.Length));
        var all = ListOffsets.ReadItems(data, 0, items);
        var valid = new RowValidity(data);
        for (var i = 0; i < values.Length; i++)
            if (valid[data.Offset + i])
                values[i] = TShape.Create(all[offsets[i]..offsets[i + 1]]);
    }
}
