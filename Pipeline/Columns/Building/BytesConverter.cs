using Apache.Arrow;
using Apache.Arrow.Types;

namespace DataflowWrite.Columns.Building;

/// <summary>Arrays of bytes.</summary>
internal sealed class BytesConverter(bool isNullable) : ColumnConverter<byte[]?>(BinaryType.Default, isNullable)
{
    internal override bool CanRead(IArrowType type) => ByteValues.CanRead(type);

    internal override MemberText<byte[]?> CreateText(ITextMaker maker) => maker.Bytes();

    internal override ArrayData Build(ReadOnlySpan<byte[]?> values)
    {
        using var draft = new ArrayDraft();
        draft.Add(NullBits.Of(values, IsNullable, out var nulls));
        var buffers = new VariableBuffers(draft, values.Length);
        try
        {
            foreach (var value in values)
                ByteValues.Append(ref buffers, value);

            buffers.Finish();
        }
        finally
        {
            buffers.Dispose();
        }

        return draft.Finish(Type, values.Length, nulls);
    }

    internal override void ReadValues(ArrayData data, Span<byte[]?> values)
    {
        var reader = new ValueReader("", data, null);
        for (var i = 0; i < values.Length; i++)
            values[i] = reader.TryGet(i, out var bytes) ? bytes.ToArray() : null;
    }
}
