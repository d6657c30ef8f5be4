using Apache.Arrow;
using Apache.Arrow.Types;
using DataflowWrite.Parquet.Conversions;
using ParquetSharp;

namespace DataflowWrite.Parquet.Writing;

/// <summary>A column as Parquet counts them: a value at the bottom of a column of the schema.</summary>
/// <param name="Column">The name of the column that it is in.</param>
/// <param name="Path">The names from the column down.</param>
/// <param name="Type">The Arrow type of its values.</param>
internal sealed record Leaf(string Column, string[] Path, IArrowType Type)
{
    public string Name => string.Join('.', Path);

    /// <summary>The type that Parquet stores the values as.</summary>
    public PhysicalType PhysicalType => Type switch
    {
        BooleanType => PhysicalType.Boolean,
        FloatType => PhysicalType.Float,
        DoubleType => PhysicalType.Double,
        Int64Type or UInt64Type or TimestampType or Time64Type or DurationType => PhysicalType.Int64,
        _ when DecimalShape.Of(Type) is { } shape => shape.Precision <= 9 ? PhysicalType.Int32
            : shape.Precision <= 18 ? PhysicalType.Int64
            : PhysicalType.FixedLenByteArray,
        FixedSizeBinaryType or HalfFloatType => PhysicalType.FixedLenByteArray,
        StringType or LargeStringType or StringViewType or BinaryType or LargeBinaryType or BinaryViewType => PhysicalType.ByteArray,
        _ => PhysicalType.Int32,
    };

    /// <summary>The leaves of a column, in the order of the file.</summary>
    public static IEnumerable<Leaf> Of(Field field) => Of(field.Name, [field.Name], field.DataType);

    private static IEnumerable<Leaf> Of(string column, string[] path, IArrowType type) => type switch
    {
        ExtensionType extension => Of(column, path, extension.StorageType),
        DictionaryType dictionary => Of(column, path, dictionary.ValueType),
        StructType record => record.Fields.SelectMany(field => Of(column, [.. path, field.Name], field.DataType)),
        MapType map => Of(column, [.. path, "key_value", "key"], map.KeyField.DataType)
            .Concat(Of(column, [.. path, "key_value", "value"], map.ValueField.DataType)),
        NestedType list => Of(column, [.. path, "list", "element"], list.Fields[0].DataType),
        _ => [new(column, path, type)],
    };
}
