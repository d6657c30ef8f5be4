using Apache.Arrow.Types;

namespace DataflowWrite.Sources.Values;

/// <summary>
/// The builder for a type. An inferred column takes only texts that lose nothing; a declared one takes what its type
/// can hold.
/// </summary>
internal static class ColumnBuilders
{
    public static ColumnBuilder Create(IArrowType type, bool inferred) => type switch
    {
        StructType t => new StructColumn(t, [.. t.Fields.Select(field => Create(field.DataType, inferred))]),
        ListType t => new ListColumn(t, Create(t.ValueDataType, inferred)),
        MapType t => new ListColumn(t, Create(t.Fields[0].DataType, inferred)),
        _ => TryCreate(type, inferred) ?? throw new NotSupportedException($"A text column cannot be read as {type.Name}."),
    };

    /// <summary>Null when one text cannot be read as the type.</summary>
    public static ColumnBuilder? TryCreate(IArrowType type, bool inferred) => type switch
    {
        StringType => new TextColumn(),
        BinaryType => new BinaryColumn(),
        BooleanType => new BoolColumn(inferred),
        Int64Type when inferred => Fixed<long, ExactInt64Parser>(type, default),
        DoubleType when inferred => Fixed<double, ExactDoubleParser>(type, default),
        Int8Type => Fixed<sbyte, IntegerParser<sbyte>>(type, default),
        Int16Type => Fixed<short, IntegerParser<short>>(type, default),
        Int32Type => Fixed<int, IntegerParser<int>>(type, default),
        Int64Type => Fixed<long, IntegerParser<long>>(type, default),
        UInt8Type => Fixed<byte, IntegerParser<byte>>(type, default),
        UInt16Type => Fixed<ushort, IntegerParser<ushort>>(type, default),
        UInt32Type => Fixed<uint, IntegerParser<uint>>(type, default),
        UInt64Type => Fixed<ulong, IntegerParser<ulong>>(type, default),
        FloatType => Fixed<float, FloatParser<float>>(type, default),
        DoubleType => Fixed<double, FloatParser<double>>(type, default),
        Decimal128Type t => Fixed<Int128, Decimal128Parser>(type, new(t)),
        Decimal256Type t => Fixed<Decimal256Bits, Decimal256Parser>(type, new(t)),
        Date32Type => Fixed<int, Date32Parser>(type, default),
        Date64Type => Fixed<long, Date64Parser>(type, default),
        Time32Type t => Fixed<int, TimeParser<int>>(type, new(t.Unit)),
        Time64Type t => Fixed<long, TimeParser<long>>(type, new(t.Unit)),
        TimestampType t => Fixed<long, TimestampParser>(type, new(t, inferred)),
        DurationType t => Fixed<long, DurationParser>(type, new(t.Unit)),
        _ => null,
    };

    private static ColumnBuilder Fixed<T, TParser>(IArrowType type, TParser parser)
        where T : unmanaged
        where TParser : struct, IValueParser<T>
        => new FixedWidthColumn<T, TParser>(type, parser);
}
