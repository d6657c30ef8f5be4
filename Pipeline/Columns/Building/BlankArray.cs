using Apache.Arrow;
using Apache.Arrow.Types;

namespace DataflowWrite.Columns.Building;

/// <summary>Arrays of which every value is zero or empty, to stand where all values are null.</summary>
internal static class BlankArray
{
    /// <summary>An array without a bitmap; dictionaries have one blank entry.</summary>
    public static ArrayData Of(IArrowType type, int count) => Of(type, CheckedData.LayoutOf(type), count);

    private static ArrayData Of(IArrowType type, IArrowType layout, int count) => layout switch
    {
        BooleanType => new(type, count, 0, 0, [ArrowBuffer.Empty, Zeros(ColumnBuffers.BitmapLength(count))], []),
        DictionaryType t => new(type, count, 0, 0, [ArrowBuffer.Empty, Zeros((long)count * t.BitWidth / 8)], [], Of(t.ValueType, 1)),
        StringType or BinaryType => new(type, count, 0, 0, [ArrowBuffer.Empty, Offsets(count), ArrowBuffer.Empty], []),
        StructType t => new(type, count, 0, 0, [ArrowBuffer.Empty], [.. t.Fields.Select(field => Of(field.DataType, count))]),
        NestedType t => new(type, count, 0, 0, [ArrowBuffer.Empty, Offsets(count)], [EmptyBatch.DataOf(t.Fields[0].DataType)]),
        FixedWidthType t => new(type, count, 0, 0, [ArrowBuffer.Empty, Zeros((long)count * t.BitWidth / 8)], []),
        _ => throw new InvalidOperationException($"No member makes a column of {ArrowTypes.NameOf(type)}."),
    };

    private static ArrowBuffer Offsets(int count) => Zeros((count + 1L) * sizeof(int));

    private static ArrowBuffer Zeros(long bytes)
    {
        var buffer = ColumnBuffers.Allocate<byte>(bytes <= int.MaxValue ? (int)bytes : throw ColumnBuffers.TooLarge(bytes));
        buffer.Span.Clear();
        return buffer.Build();
    }
}
