using System.Text;
using Apache.Arrow;
using Apache.Arrow.Types;

namespace DataflowWrite.Columns.Building;

/// <summary>Text in UTF-8. A surrogate without its pair becomes the replacement character.</summary>
internal sealed class StringConverter(bool isNullable) : ColumnConverter<string?>(StringType.Default, isNullable)
{
    private const int BytesPerCharacter = 3;

    internal override bool CanRead(IArrowType type) => TextValues.CanRead(type);

    internal override MemberText<string?> CreateText(ITextMaker maker) => maker.Text();

    internal override ArrayData Build(ReadOnlySpan<string?> values)
    {
        using var draft = new ArrayDraft();
        draft.Add(NullBits.Of(values, IsNullable, out var nulls));
        var buffers = new VariableBuffers(draft, values.Length);
        try
        {
            foreach (var value in values)
                buffers.End(value is null ? 0 : Encoding.UTF8.GetBytes(value, buffers.Reserve(RoomFor(value))));

            buffers.Finish();
        }
        finally
        {
            buffers.Dispose();
        }

        return draft.Finish(Type, values.Length, nulls);
    }

    internal override void ReadValues(ArrayData data, Span<string?> values) => TextValues.Read(data, values);

    // The exact count costs a look at the text, so that it is taken only where the bound would be a large waste.
    private static int RoomFor(string value)
        => value.Length <= 1024 ? value.Length * BytesPerCharacter : Encoding.UTF8.GetByteCount(value);
}
