using Apache.Arrow;
using Apache.Arrow.Types;

namespace DataflowWrite.Columns.Statistics;

/// <summary>The kernel of each type that has an order.</summary>
internal static class ExtremesByType
{
    /// <summary>Null for nested types, and for intervals of days and more, of which nobody can say which is longer.</summary>
    public static ColumnExtremes? Create(IArrowType type) => type.TypeId switch
    {
        ArrowTypeId.Extension when type is Bool8Type => new BooleanExtremes(inBytes: true),
        ArrowTypeId.Extension when type is ExtensionType extension => Create(extension.StorageType),
        ArrowTypeId.Boolean => new BooleanExtremes(inBytes: false),
        ArrowTypeId.Int8 => new NumberExtremes<sbyte>(sbyte.MaxValue, sbyte.MinValue),
        ArrowTypeId.Int16 => new NumberExtremes<short>(short.MaxValue, short.MinValue),
        ArrowTypeId.Int32 or ArrowTypeId.Date32 or ArrowTypeId.Time32 or ArrowTypeId.Decimal32 => Int32(),
        ArrowTypeId.Int64 or ArrowTypeId.Date64 or ArrowTypeId.Time64 or ArrowTypeId.Decimal64 => Int64(),
        ArrowTypeId.Timestamp or ArrowTypeId.Duration => Int64(),
        ArrowTypeId.Interval when type is IntervalType { Unit: IntervalUnit.YearMonth } => Int32(),
        ArrowTypeId.UInt8 => new NumberExtremes<byte>(byte.MaxValue, byte.MinValue),
        ArrowTypeId.UInt16 => new NumberExtremes<ushort>(ushort.MaxValue, ushort.MinValue),
        ArrowTypeId.UInt32 => new NumberExtremes<uint>(uint.MaxValue, uint.MinValue),
        ArrowTypeId.UInt64 => new NumberExtremes<ulong>(ulong.MaxValue, ulong.MinValue),
        ArrowTypeId.HalfFloat => new NumberExtremes<Half>(Half.NaN, Half.NaN),
        ArrowTypeId.Float => new NumberExtremes<float>(float.NaN, float.NaN),
        ArrowTypeId.Double => new NumberExtremes<double>(double.NaN, double.NaN),
        ArrowTypeId.Decimal128 => new NumberExtremes<Int128>(Int128.MaxValue, Int128.MinValue),
        ArrowTypeId.Decimal256 => new Decimal256Extremes(),
        ArrowTypeId.String or ArrowTypeId.LargeString or ArrowTypeId.StringView => new ByteExtremes(type),
        ArrowTypeId.Binary or ArrowTypeId.LargeBinary or ArrowTypeId.BinaryView => new ByteExtremes(type),
        ArrowTypeId.FixedSizedBinary => new ByteExtremes(type),
        _ => null,
    };

    private static NumberExtremes<int> Int32() => new(int.MaxValue, int.MinValue);

    private static NumberExtremes<long> Int64() => new(long.MaxValue, long.MinValue);
}
