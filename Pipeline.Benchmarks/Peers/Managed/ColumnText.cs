using Apache.Arrow;
using Apache.Arrow.Types;

namespace DataflowWrite.Benchmarks.Peers.Managed;

/// <summary>The strings of a column, however Arrow holds them.</summary>
internal static class ColumnText
{
    public static bool IsText(IArrowType type) => type is StringType or LargeStringType or StringViewType or DictionaryType { ValueType: StringType };

    public static string? At(IArrowArray array, int row) => array switch
    {
        StringArray text => text.GetString(row),
        LargeStringArray text => text.GetString(row),
        StringViewArray text => text.GetString(row),
        DictionaryArray codes => codes.IsNull(row) ? null : At(codes.Dictionary, Code(codes.Indices, row)),
        _ => throw new NotSupportedException($"An array of type {array.Data.DataType.Name} holds no strings."),
    };

    private static int Code(IArrowArray codes, int row) => codes switch
    {
        Int8Array array => array.Values[row],
        Int16Array array => array.Values[row],
        Int32Array array => array.Values[row],
        _ => throw new NotSupportedException($"Dictionary codes of type {codes.Data.DataType.Name}."),
    };
}
