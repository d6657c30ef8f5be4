using Apache.Arrow;
using Apache.Arrow.Types;

namespace DataflowWrite.Parquet.Conversions;

/// <summary>
/// Makes arrays of a type that the native writer lacks, or writes wrong, arrays of one that it writes right. It casts by itself what
/// needs no more than that, but cuts dates toward 1970 and does not look for overflow.
/// </summary>
/// <param name="target">The type of the arrays that come out.</param>
internal abstract class ColumnConversion(IArrowType target)
{
    public IArrowType Target { get; } = target;

    /// <summary>Null where arrays of the type are written as they are.</summary>
    public static ColumnConversion? For(IArrowType type) => type switch
    {
        Date64Type => new DayConversion(),
        Time32Type { Unit: TimeUnit.Second } => new MillisecondConversion<int>(new Time32Type(TimeUnit.Millisecond)),
        TimestampType { Unit: TimeUnit.Second } seconds =>
            new MillisecondConversion<long>(new TimestampType(TimeUnit.Millisecond, seconds.Timezone)),
        _ when DecimalShape.Of(type) is { Scale: < 0 } scaled => new WholeDecimalConversion(scaled),
        DictionaryType dictionary => DictionaryConversion.For(dictionary),
        ExtensionType extension => For(extension.StorageType),
        NestedType nested => NestedConversion.For(nested),
        _ => null,
    };

    /// <param name="data">An array of the source type, perhaps a slice.</param>
    /// <param name="lease">Owns what is not collected by itself.</param>
    /// <exception cref="InvalidDataException">A value has no counterpart; the message goes on after the column's name.</exception>
    public abstract ArrayData Convert(ArrayData data, ConversionLease lease);

    /// <summary>An array like the source with other values under the same bitmap, from the start of the buffers.</summary>
    protected ArrayData WithValues(ArrayData data, byte[] values)
        => new(Target, data.Length, data.GetNullCount(), data.Offset, [data.Buffers[0], new ArrowBuffer(values)]);
}
