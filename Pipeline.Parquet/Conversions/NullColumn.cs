using Apache.Arrow;
using Apache.Arrow.Types;

namespace DataflowWrite.Parquet.Conversions;

/// <summary>A column of nulls of any type that Parquet takes.</summary>
internal static class NullColumn
{
    public static ArrayData Of(IArrowType type, int length) => type switch
    {
        ExtensionType extension => Of(extension.StorageType, length),
        NullType => new(type, length, length, 0, System.Array.Empty<ArrowBuffer>()),
        StructType => Nested(type, length, length, []),
        FixedSizeListType list => Nested(type, length, length * list.ListSize, []),
        ListType or MapType => Nested(type, length, 0, [Zeros((length + 1) * sizeof(int))]),
        LargeListType => Nested(type, length, 0, [Zeros((length + 1) * sizeof(long))]),
        ListViewType => Nested(type, length, 0, [Zeros(length * sizeof(int)), Zeros(length * sizeof(int))]),
        LargeListViewType => Nested(type, length, 0, [Zeros(length * sizeof(long)), Zeros(length * sizeof(long))]),
        StringType or BinaryType => Flat(type, length, [Zeros((length + 1) * sizeof(int)), ArrowBuffer.Empty]),
        LargeStringType or LargeBinaryType => Flat(type, length, [Zeros((length + 1) * sizeof(long)), ArrowBuffer.Empty]),
        StringViewType or BinaryViewType => Flat(type, length, [Zeros(length * 16)]),
        DictionaryType dictionary => new(
            type, length, length, 0, [Bitmap(length), Zeros(length * ((FixedWidthType)dictionary.IndexType).BitWidth / 8)], null, Of(dictionary.ValueType, 0)),
        _ => Flat(type, length, [Zeros(((length * ((FixedWidthType)type).BitWidth) + 7) / 8)]),
    };

    private static ArrayData Flat(IArrowType type, int length, ReadOnlySpan<ArrowBuffer> values)
        => new(type, length, length, 0, [Bitmap(length), .. values]);

    private static ArrayData Nested(IArrowType type, int length, int items, ReadOnlySpan<ArrowBuffer> offsets)
        => new(type, length, length, 0, [Bitmap(length), .. offsets], [.. ((NestedType)type).Fields.Select(field => Of(field.DataType, items))]);

    private static ArrowBuffer Bitmap(int length) => Zeros((length + 7) / 8);

    private static ArrowBuffer Zeros(int bytes) => new(new byte[bytes]);
}
