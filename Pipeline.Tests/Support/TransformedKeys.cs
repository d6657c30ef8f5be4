using Apache.Arrow;
using DataflowWrite.Partitioning;
using DataflowWrite.Partitioning.Keys;

namespace DataflowWrite.Tests.Support;

/// <summary>The texts of the keys that a transform makes of a column.</summary>
internal static class TransformedKeys
{
    public static string?[] Of(IArrowArray values, PartitionTransform transform)
        => Of(LayeredColumns.Create(new Field("k", values.Data.DataType, true), transform), values);

    public static string?[] Of(KeyColumn column, IArrowArray values)
    {
        var codes = new int[values.Length];
        column.Encode(values.Data, codes);
        return System.Array.ConvertAll(codes, column.TextOf);
    }
}
