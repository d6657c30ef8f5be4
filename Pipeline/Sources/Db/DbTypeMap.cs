using System.Numerics;
using Apache.Arrow;
using Apache.Arrow.Types;

namespace DataflowWrite.Sources.Db;

/// <summary>The Arrow type of a column for which the caller declares none; docs/inputs.md has the table.</summary>
internal static class DbTypeMap
{
    /// <summary>Of decimals whose digits nobody says, and of whole numbers of any length.</summary>
    private const int DefaultPrecision = 38;

    private const int DefaultScale = 18;
    private const int MoneyPrecision = 19;
    private const int MoneyScale = 2;

    private static readonly Dictionary<Type, Func<DbColumnInfo, IArrowType?>> Types = new()
    {
        [typeof(bool)] = _ => BooleanType.Default,
        [typeof(sbyte)] = _ => Int8Type.Default,
        [typeof(short)] = _ => Int16Type.Default,
        [typeof(int)] = _ => Int32Type.Default,
        [typeof(long)] = _ => Int64Type.Default,
        [typeof(byte)] = _ => UInt8Type.Default,
        [typeof(ushort)] = _ => UInt16Type.Default,
        [typeof(uint)] = _ => UInt32Type.Default,
        [typeof(ulong)] = _ => UInt64Type.Default,
        [typeof(Half)] = _ => HalfFloatType.Default,
        [typeof(float)] = _ => FloatType.Default,
        [typeof(double)] = _ => DoubleType.Default,
        [typeof(decimal)] = DecimalOf,
        [typeof(BigInteger)] = _ => new Decimal128Type(DefaultPrecision, 0),
        [typeof(Int128)] = _ => new Decimal128Type(DefaultPrecision, 0),
        [typeof(UInt128)] = _ => new Decimal128Type(DefaultPrecision, 0),
        [typeof(string)] = _ => StringType.Default,
        [typeof(char)] = _ => StringType.Default,
        [typeof(char[])] = _ => StringType.Default,
        [typeof(Guid)] = _ => GuidType.Default,
        [typeof(byte[])] = _ => BinaryType.Default,
        [typeof(Stream)] = _ => BinaryType.Default,
        [typeof(DateOnly)] = _ => Date32Type.Default,
        [typeof(TimeOnly)] = _ => new Time64Type(TimeUnit.Microsecond),
        [typeof(TimeSpan)] = info => DbTypeName.IsTime(info.ElementTypeName)
            ? new Time64Type(TimeUnit.Microsecond)
            : DurationType.Microsecond,
        [typeof(DateTime)] = TimestampOf,
        [typeof(DateTimeOffset)] = info => DbTypeName.IsZonedTime(info.ElementTypeName) ? null : Timestamp("UTC"),
    };

    /// <summary>Null when there is none that keeps the values.</summary>
    public static IArrowType? TypeOf(DbColumnInfo info)
        => info.Type is not { } type || !Types.TryGetValue(type, out var rule) || rule(info) is not { } element ? null
            : info.IsList ? new ListType(new Field("item", element, nullable: true))
            : element;

    private static IArrowType? DecimalOf(DbColumnInfo info)
    {
        if (DbTypeName.IsMoney(info.ElementTypeName))
            return new Decimal128Type(MoneyPrecision, MoneyScale);

        var scale = info.Scale ?? 0;
        if (info.Precision is not { } precision || precision <= 0 || scale is < 0 or > ArrowDecimals.MaxPrecision)
            return new Decimal128Type(DefaultPrecision, DefaultScale);

        return ArrowDecimals.Create(Math.Max(precision, scale), scale);
    }

    private static IArrowType? TimestampOf(DbColumnInfo info)
    {
        var name = info.ElementTypeName;
        return DbTypeName.IsNanosecondTimestamp(name) ? null
            : DbTypeName.IsDate(name) ? Date32Type.Default
            : Timestamp(DbTypeName.IsZonedTimestamp(name) ? "UTC" : null);
    }

    private static TimestampType Timestamp(string? zone) => new(TimeUnit.Microsecond, zone);
}
