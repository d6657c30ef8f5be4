using Apache.Arrow;
using Apache.Arrow.Types;

namespace DataflowWrite.Columns.Building;

/// <summary>Bytes in memory of any owner; what is read is memory of its own.</summary>
internal sealed class MemoryConverter() : ColumnConverter<ReadOnlyMemory<byte>>(BinaryType.Default, isNullable: false)
{
    internal override bool CanRead(IArrowType type) => ByteValues.CanRead(type);

    internal override MemberText<ReadOnlyMemory<byte>> CreateText(ITextMaker maker) => maker.Memory();

    internal override ArrayData Build(ReadOnlySpan<ReadOnlyMemory<byte>> values)
    {
        using var draft = new ArrayDraft();
        draft.AddEmpty();
        var buffers = new VariableBuffers(draft, values.Length);
        try
        {
            foreach (var value in values)
                ByteValues.Append(ref buffers, value.Span);

            buffers.Finish();
        }
        finally
        {
            buffers.Dispose();
        }

        return draft.Finish(Type, values.Length, 0);
    }

    internal override void ReadValues(ArrayData data, Span<ReadOnlyMemory<byte>> values)
    {
        var reader = new ValueReader("", data, null);
        for (var i = 0; i < values.Length; i++)
            if (reader.TryGet(i, out var bytes))
                values[i] = bytes.ToArray();
    }
}
