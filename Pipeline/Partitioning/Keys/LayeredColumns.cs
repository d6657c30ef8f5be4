using Apache.Arrow;
using Apache.Arrow.Types;

namespace DataflowWrite.Partitioning.Keys;

/// <summary>Finds the values of a column below what they are wrapped in: dictionaries, runs and extension types.</summary>
internal static class LayeredColumns
{
    /// <exception cref="ArgumentException">
    /// There is no such transform of the column's type; the message says of which there is, and what else.
    /// </exception>
    public static KeyColumn Create(Field column, PartitionTransform transform)
        => TryCreate(column, transform) ?? throw PartitionErrors.NotAKey(column, transform);

    /// <summary>Null where there is no such transform of the column's type.</summary>
    public static KeyColumn? TryCreate(Field column, PartitionTransform transform)
        => Create(column.DataType, type => transform.CreateColumn(column.Name, type));

    private static KeyColumn? Create(IArrowType type, Func<IArrowType, KeyColumn?> ofValues) => type switch
    {
        NullType => new NullKeyColumn(),
        GuidType or Bool8Type => ofValues(type),
        ExtensionType t => Create(t.StorageType, ofValues),
        DictionaryType t => Create(t.ValueType, ofValues) is { } values ? new DictionaryKeyColumn(t.IndexType, values) : null,
        RunEndEncodedType t => Create(t.ValuesDataType, ofValues) is { } values ? new RunEndKeyColumn(t.RunEndsDataType, values) : null,
        _ => ofValues(type),
    };
}
