using Apache.Arrow;
using Apache.Arrow.Types;

namespace DataflowWrite.Columns.Building;

/// <summary>Booleans, one bit each.</summary>
internal sealed class BooleanConverter() : ColumnConverter<bool>(BooleanType.Default, isNullable: false)
{
    internal override MemberText<bool> CreateText(ITextMaker maker) => maker.Plain<bool>();

    internal override ArrayData Build(ReadOnlySpan<bool> values)
    {
        using var draft = new ArrayDraft();
        draft.AddEmpty();
        var bits = draft.Add<byte>(ColumnBuffers.BitmapLength(values.Length));
        bits.Clear();
        for (var i = 0; i < values.Length; i++)
            bits[i >> 3] |= (byte)((values[i] ? 1 : 0) << (i & 7));

        return draft.Finish(Type, values.Length, 0);
    }

    internal override void ReadValues(ArrayData data, Span<bool> values)
    {
        var bits = CheckedData.Bytes("", data, 1, 0, (data.Offset + (long)values.Length + 7) / 8);
        for (var i = 0; i < values.Length; i++)
            values[i] = BitUtility.GetBit(bits, data.Offset + i);
    }
}
