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
    /// <param name="type">The type of the arrays.</param>
    /// <param name="isNested">Whether they are below another type.</param>
    /// <param name="isNullable">Whether they may hold nulls.</param>
    public static ColumnConversion? For(IArrowType type, bool isNested = false, bool isNullable = true) => type switch
    {
        Date64Type => new DayConversion(),
        Time32Type { Unit: TimeUnit.Second } => new MillisecondConversion<int>(new Time32Type(TimeUnit.Millisecond)),
        TimestampType { Unit: TimeUnit.Second } seconds =>
            new MillisecondConversion<long>(new TimestampType(TimeUnit.Millisecond, seconds.Timezone)),
        _ when DecimalShape.Of(type) is { Scale: < 0 } scaled => new WholeDecimalConversion(scaled),
        StringViewType when isNested => new ViewConversion(StringType.Default),
        BinaryViewType when isNested => new ViewConversion(BinaryType.Default),
        DictionaryType dictionary => DictionaryConversion.For(dictionary, isNested),
        ExtensionType extension => For(extension.StorageType, isNested),
        FixedSizeListType list when isNested || isNullable => FixedListConversion.For(list),
        NestedType nested => NestedConversion.For(nested),
        _ => null,
    };

    /// <param name="data">An array of the source type, perhaps a slice.</param>
    /// <param name="lease">Owns what is not collected by itself.</param>
    /// <exception cref="InvalidDataException">A value has no counterpart; the message goes on after the column's name.</exception>
    public abstract ArrayData Convert(ArrayData data, ConversionLease lease);

    /// <summary>Slots that the values of a converted slice begin with, because its bitmap begins at a whole byte.</summary>
    protected static int LeadOf(ArrayData data) => data.Offset & 7;

    /// <summary>An array with the nulls of the source over other buffers, which begin with the lead.</summary>
    protected ArrayData WithBuffers(ArrayData data, params ReadOnlySpan<byte[]> buffers)
    {
        var nulls = data.GetNullCount();
        var validity = nulls == 0 ? ArrowBuffer.Empty : new ArrowBuffer(data.Buffers[0].Memory[(data.Offset >> 3)..]);
        ArrowBuffer[] all = [validity, .. new ArrowBuffer[buffers.Length]];
        for (var i = 0; i < buffers.Length; i++)
            all[i + 1] = new(buffers[i]);

        return new(Target, data.Length, nulls, LeadOf(data), all);
    }
}
