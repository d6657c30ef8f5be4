using Apache.Arrow;
using Apache.Arrow.Types;

namespace DataflowWrite.Columns.Building;

/// <summary>Values of a fixed width. The form is a struct, so that its methods are inlined into the loops.</summary>
internal sealed class FixedConverter<TValue, TStored, TForm>(IArrowType type, TForm form) : ColumnConverter<TValue>(type, isNullable: false)
    where TStored : unmanaged
    where TForm : struct, IStoredForm<TValue, TStored>
{
    internal override bool TryGetBlank(out TValue blank)
    {
        blank = form.Blank;
        return true;
    }

    internal override MemberText<TValue> CreateText(ITextMaker maker) => maker.Fixed<TValue, TStored, TForm>(form);

    internal override ArrayData Build(ReadOnlySpan<TValue> values)
    {
        using var draft = new ArrayDraft();
        draft.AddEmpty();
        var stored = draft.Add<TStored>(values.Length);
        var local = form;
        for (var i = 0; i < stored.Length; i++)
            if (!local.TryStore(values[i], out stored[i]))
                throw RecordErrors.Value(i, local.Problem(values[i]));

        return draft.Finish(Type, values.Length, 0);
    }

    internal override void ReadValues(ArrayData data, Span<TValue> values)
    {
        var stored = CheckedData.Values<TStored>("", data, 1, data.Offset, values.Length);
        var valid = new RowValidity(data);
        var local = form;
        for (var i = 0; i < stored.Length; i++)
            if (valid[data.Offset + i] && !local.TryLoad(stored[i], out values[i]))
                throw RecordErrors.Value(i, local.LoadProblem(stored[i]));
    }
}
