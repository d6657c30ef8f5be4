using Apache.Arrow;
using Apache.Arrow.Types;
using DataflowWrite.Columns;
using DataflowWrite.Parquet.Conversions;

namespace DataflowWrite.Parquet.Writing;

/// <summary>The few types that Parquet has nothing for, at any depth.</summary>
internal static class TypeSupport
{
    private const int MaxDecimalDigits = 76;

    /// <exception cref="NotSupportedException">The column cannot be written; the message names the formats that can take it.</exception>
    public static void ThrowIfUnsupported(Field field) => Check(field.Name, field.DataType, field.DataType);

    private static void Check(string column, IArrowType whole, IArrowType type)
    {
        switch (type)
        {
            case IntervalType or RunEndEncodedType:
                throw Unsupported(column, whole, "CSV, JSON Lines or Arrow IPC");
            case UnionType:
                throw Unsupported(column, whole, "Arrow IPC");
            case not null when DecimalShape.Of(type) is { Scale: < 0 } large && large.Precision - large.Scale > MaxDecimalDigits:
                throw Unsupported(column, whole, "CSV, JSON Lines or Arrow IPC");
            case ExtensionType extension:
                Check(column, whole, extension.StorageType);
                break;
            case DictionaryType dictionary:
                Check(column, whole, dictionary.ValueType);
                break;
            case NestedType nested:
                foreach (var child in nested.Fields)
                    Check(column, whole, child.DataType);
                break;
        }
    }

    private static NotSupportedException Unsupported(string column, IArrowType type, string formats) => new(
        $"Column '{column}' has type {ArrowTypes.NameOf(type)}, which Parquet cannot hold; write {formats}, or leave the column out.");
}
