using Apache.Arrow;
using Apache.Arrow.Types;

namespace DataflowWrite.Columns;

/// <summary>Record batches without rows, for any schema.</summary>
internal static class EmptyBatch
{
    private static readonly ArrowBuffer ZeroOffset = new(new byte[sizeof(long)]);

    public static RecordBatch Of(Schema schema)
        => new(schema, schema.FieldsList.Select(field => ArrowArrayFactory.BuildArray(DataOf(field.DataType))), length: 0);

    /// <summary>An array of the type without rows.</summary>
    public static ArrayData DataOf(IArrowType type) => type switch
    {
        ExtensionType extension => DataOf(extension.StorageType) is var storage
            ? new(type, 0, 0, 0, storage.Buffers, storage.Children, storage.Dictionary)
            : throw new InvalidOperationException(),
        NullType => new(type, 0, 0, 0, System.Array.Empty<ArrowBuffer>(), []),
        DictionaryType dictionary => new(
            type, 0, 0, 0, [ArrowBuffer.Empty, ArrowBuffer.Empty], [], DataOf(dictionary.ValueType)),
        RunEndEncodedType encoded => new(type, 0, 0, 0, System.Array.Empty<ArrowBuffer>(), ChildrenOf(encoded)),
        UnionType { Mode: UnionMode.Sparse } union => new(type, 0, 0, 0, [ArrowBuffer.Empty], ChildrenOf(union)),
        UnionType union => new(type, 0, 0, 0, [ArrowBuffer.Empty, ArrowBuffer.Empty], ChildrenOf(union)),
        StructType or FixedSizeListType => new(type, 0, 0, 0, [ArrowBuffer.Empty], ChildrenOf((NestedType)type)),
        ListViewType or LargeListViewType => new(
            type, 0, 0, 0, [ArrowBuffer.Empty, ArrowBuffer.Empty, ArrowBuffer.Empty], ChildrenOf((NestedType)type)),
        NestedType nested => new(type, 0, 0, 0, [ArrowBuffer.Empty, ZeroOffset], ChildrenOf(nested)),
        StringType or BinaryType or LargeStringType or LargeBinaryType => new(
            type, 0, 0, 0, [ArrowBuffer.Empty, ZeroOffset, ArrowBuffer.Empty], []),
        _ => new(type, 0, 0, 0, [ArrowBuffer.Empty, ArrowBuffer.Empty], []),
    };

    private static ArrayData[] ChildrenOf(NestedType type) => [.. type.Fields.Select(field => DataOf(field.DataType))];
}
