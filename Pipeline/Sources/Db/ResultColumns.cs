using System.Numerics;
using Apache.Arrow;
using Apache.Arrow.Types;

namespace DataflowWrite.Sources.Db;

/// <summary>The column that takes values of a .NET type into an Arrow type.</summary>
internal static class ResultColumns
{
    /// <summary>Digits that <see cref="decimal"/> always holds.</summary>
    private const int SafeDecimalDigits = 28;

    private static readonly Dictionary<Type, Func<DbColumnInfo, Field, IArrowType, ResultColumn?>> Makers = new()
    {
        [typeof(bool)] = (info, field, type) => OfValues(info, field, type is BooleanType ? new BooleanValueColumn() : null),
        [typeof(sbyte)] = Integers<sbyte>,
        [typeof(short)] = Integers<short>,
        [typeof(int)] = Integers<int>,
        [typeof(long)] = Integers<long>,
        [typeof(byte)] = Integers<byte>,
        [typeof(ushort)] = Integers<ushort>,
        [typeof(uint)] = Integers<uint>,
        [typeof(ulong)] = Integers<ulong>,
        [typeof(Int128)] = Integers<Int128>,
        [typeof(UInt128)] = Integers<UInt128>,
        [typeof(BigInteger)] = (info, field, type) => OfValues(info, field, NumberColumns.OfInteger<BigInteger>(type)),
        [typeof(Half)] = (info, field, type) => OfValues(info, field, NumberColumns.OfFloat<Half>(type)),
        [typeof(float)] = (info, field, type) => OfValues(info, field, NumberColumns.OfFloat<float>(type)),
        [typeof(double)] = (info, field, type) => OfValues(info, field, NumberColumns.OfFloat<double>(type)),
        [typeof(decimal)] = Decimals,
        [typeof(string)] = (info, field, type) => OfObjects(info, field, TextColumns.OfString(type)),
        [typeof(char[])] = (info, field, type)
            => OfObjects(info, field, type is StringType ? new TextValueColumn<char[], ArrayCharacters>() : null),
        [typeof(char)] = (info, field, type)
            => OfValues(info, field, type is StringType ? new TextValueColumn<char, SingleCharacter>() : null),
        [typeof(byte[])] = (info, field, type) => OfObjects(info, field, type is BinaryType ? new BytesValueColumn() : null),
        [typeof(Stream)] = (info, field, type) => OfObjects(info, field, type is BinaryType ? new StreamValueColumn() : null),
        [typeof(Guid)] = (info, field, type) => OfValues(info, field, TextColumns.OfGuid(type)),
        [typeof(DateTime)] = (info, field, type) => OfValues(info, field, TimeColumns.OfDateTime(type)),
        [typeof(DateTimeOffset)] = (info, field, type) => OfValues(info, field, TimeColumns.OfDateTimeOffset(type)),
        [typeof(DateOnly)] = (info, field, type) => OfValues(info, field, TimeColumns.OfDate(type)),
        [typeof(TimeOnly)] = (info, field, type) => OfValues(info, field, TimeColumns.OfTime(type)),
        [typeof(TimeSpan)] = (info, field, type) => OfValues(info, field, TimeColumns.OfTimeSpan(type)),
    };

    /// <summary>Null when values of the column cannot become the type of the field.</summary>
    public static ResultColumn? Create(DbColumnInfo info, Field field)
    {
        if (info.Type is null || !Makers.TryGetValue(info.Type, out var maker))
            return null;

        return !info.IsList ? maker(info, field, field.DataType)
            : field.DataType is ListType list ? maker(info, field, list.ValueDataType)
            : null;
    }

    private static ResultColumn? Integers<T>(DbColumnInfo info, Field field, IArrowType type)
        where T : struct, IBinaryInteger<T>, IUtf8SpanFormattable
        => OfValues(info, field, type is StringType ? new FormattedValueColumn<T>() : NumberColumns.OfInteger<T>(type));

    private static ResultColumn? Decimals(DbColumnInfo info, Field field, IArrowType type) => type switch
    {
        Decimal128Type { Precision: > SafeDecimalDigits } t when !info.IsList
            => new DbDecimalColumn<Int128, DecimalConverter, WholeDecimalConverter<BigInteger>>(info, field, new(t), new(t)),
        Decimal256Type t when !info.IsList
            => new DbDecimalColumn<Values.Decimal256Bits, LongDecimalConverter, LongWholeDecimalConverter<BigInteger>>(info, field, new(t), new(t)),
        _ => OfValues(info, field, Guarded(info, type, NumberColumns.OfDecimal(type))),
    };

    /// <summary>A floating-point type takes the nearest number anyway.</summary>
    private static IValueColumn<decimal>? Guarded(DbColumnInfo info, IArrowType type, IValueColumn<decimal>? values)
        => values is null || type is FloatingPointType ? values
            : info.Precision > SafeDecimalDigits ? new RangedDecimalColumn(values, DecimalRange.Of(info.Scale))
            : info is { Shape: DbValueShape.List, Precision: null } ? new UnsaidDecimalColumn(values)
            : values;

    private static ResultColumn? OfValues<T>(DbColumnInfo info, Field field, IValueColumn<T>? values)
        where T : struct
        => values is null ? null
            : info.IsList ? new DbValueListColumn<T>(info, field, values)
            : new DbScalarColumn<T>(info, field, values);

    private static ResultColumn? OfObjects<T>(DbColumnInfo info, Field field, IValueColumn<T>? values)
        where T : class
        => values is null ? null
            : info.IsList ? new DbObjectListColumn<T>(info, field, values)
            : new DbScalarColumn<T>(info, field, values);
}
