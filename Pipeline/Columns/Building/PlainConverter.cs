using Apache.Arrow;
using Apache.Arrow.Types;

namespace DataflowWrite.Columns.Building;

/// <summary>Numbers that Arrow stores as they lie in memory.</summary>
internal sealed class PlainConverter<T>(IArrowType type) : ColumnConverter<T>(type, isNullable: false)
    where T : unmanaged
{
    internal override MemberText<T> CreateText(ITextMaker maker) => maker.Plain<T>();

    internal override ArrayData Build(ReadOnlySpan<T> values)
    {
        using var draft = new ArrayDraft();
        draft.AddEmpty();
        values.CopyTo(draft.Add<T>(values.Length));
        return draft.Finish(Type, values.Length, 0);
    }

    internal override void ReadValues(ArrayData data, Span<T> values)
        => CheckedData.Values<T>("", data, 1, data.Offset, values.Length).CopyTo(values);
}
