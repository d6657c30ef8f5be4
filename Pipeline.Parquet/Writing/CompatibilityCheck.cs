using Apache.Arrow;
using Apache.Arrow.Types;
using DataflowWrite.Columns;
using DataflowWrite.Parquet.Conversions;

namespace DataflowWrite.Parquet.Writing;

/// <summary>What a reader that is behind the format could not read, or would read as something else.</summary>
internal static class CompatibilityCheck
{
    private const int MaxJvmDecimalDigits = 38;

    /// <exception cref="NotSupportedException">The reader cannot read a column, as the message says with what helps.</exception>
    public static void ThrowIfUnreadable(FileSchema schema, ParquetOptions options)
    {
        if (options.Compatibility == ParquetCompatibility.Latest)
            return;

        foreach (var field in schema.Target.FieldsList)
            Check(field.Name, IsUuid(field) ? new GuidType() : field.DataType, options.Compatibility);

        foreach (var leaf in schema.Leaves)
            Check(leaf, options.Compatibility);
    }

    private static void Check(LeafOptions leaf, ParquetCompatibility reader)
    {
        if (leaf.Codec is ParquetCodec.Brotli or ParquetCodec.Lz4Raw)
            throw new NotSupportedException(
                $"Column '{leaf.Leaf.Name}' is compressed with {leaf.Codec}, which {NameOf(reader)} cannot read; choose Zstd, Snappy or Gzip.");
        if (leaf.Encoding == ParquetEncoding.ByteStreamSplit)
            throw new NotSupportedException(
                $"Column '{leaf.Leaf.Name}' has encoding ByteStreamSplit, which {NameOf(reader)} cannot read; leave the encoding out.");
    }

    private static void Check(string column, IArrowType type, ParquetCompatibility reader)
    {
        if (ProblemOf(type, reader) is var (problem, remedy))
            throw new NotSupportedException(
                $"Column '{column}' has type {ArrowTypes.NameOf(type)}, which {NameOf(reader)} {problem}; {remedy}, or set Compatibility to Latest.");

        switch (type)
        {
            case ExtensionType extension:
                Check(column, extension.StorageType, reader);
                break;
            case DictionaryType dictionary:
                Check(column, dictionary.ValueType, reader);
                break;
            case NestedType nested:
                foreach (var child in nested.Fields)
                    Check(column, child.DataType, reader);
                break;
        }
    }

    private static (string Problem, string Remedy)? ProblemOf(IArrowType type, ParquetCompatibility reader) => (type, reader) switch
    {
        (HalfFloatType, _) => ("cannot read", "cast the column to float"),
        _ when DecimalShape.Of(type) is { Precision: > MaxJvmDecimalDigits } => ("cannot hold, whose decimals end at 38 digits", "cast the column to decimal128 or text"),
        (TimestampType { Unit: TimeUnit.Nanosecond }, ParquetCompatibility.Spark3) => ("cannot read", "cast the column to timestamp[us]"),
        (TimestampType { Unit: TimeUnit.Nanosecond }, _) => ("rounds or refuses", "cast the column to timestamp[us]"),
        (TimeType, ParquetCompatibility.Spark3) => ("cannot read", "cast the column to an integer or text"),
        (Time32Type or Time64Type { Unit: TimeUnit.Nanosecond }, _) => ("cannot read", "cast the column to time64[us]"),
        (GuidType, ParquetCompatibility.Spark3) => ("cannot read", "cast the column to text or fixed_size_binary"),
        (UInt32Type or UInt64Type, ParquetCompatibility.Trino) => ("takes for signed", "cast the column to a larger signed integer or decimal"),
        _ => null,
    };

    // Rows that came out of a file without our knowledge of the extension have it in the metadata of their storage.
    private static bool IsUuid(Field field)
        => field.HasMetadata && field.Metadata.TryGetValue("ARROW:extension:name", out var name) && name == GuidExtensionDefinition.Instance.ExtensionName;

    private static string NameOf(ParquetCompatibility reader) => reader == ParquetCompatibility.Spark3 ? "Spark 3" : "Trino";
}
