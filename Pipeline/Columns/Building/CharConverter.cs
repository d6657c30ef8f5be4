using System.Text;
using Apache.Arrow;
using Apache.Arrow.Types;

namespace DataflowWrite.Columns.Building;

/// <summary>Single characters as text. A surrogate becomes the replacement character.</summary>
internal sealed class CharConverter() : ColumnConverter<char>(StringType.Default, isNullable: false)
{
    private const int MaxBytes = 3;

    internal override bool CanRead(IArrowType type) => TextValues.CanRead(type);

    internal override MemberText<char> CreateText(ITextMaker maker) => maker.Character();

    internal override ArrayData Build(ReadOnlySpan<char> values)
    {
        using var draft = new ArrayDraft();
        draft.AddEmpty();
        var buffers = new VariableBuffers(draft, values.Length);
        try
        {
            foreach (ref readonly var value in values)
                buffers.End(Encoding.UTF8.GetBytes(new ReadOnlySpan<char>(in value), buffers.Reserve(MaxBytes)));

            buffers.Finish();
        }
        finally
        {
            buffers.Dispose();
        }

        return draft.Finish(Type, values.Length, 0);
    }

    internal override void ReadValues(ArrayData data, Span<char> values)
    {
        var texts = new string?[values.Length];
        TextValues.Read(data, texts);
        for (var i = 0; i < values.Length; i++)
            if (texts[i] is { Length: 1 } text)
                values[i] = text[0];
            else if (texts[i] is { } longer)
                throw RecordErrors.Value(i, $"'{longer}' is not one character. Declare the member as a string.");
    }
}
