using System.Numerics;
using Apache.Arrow;
using Apache.Arrow.Types;
using DataflowWrite.Columns;
using DataflowWrite.Serialization.Text.Numbers;
using DataflowWrite.Serialization.Text.Temporal;
using DataflowWrite.Serialization.Text.Values;

namespace DataflowWrite.Serialization.Text;

/// <summary>The columns of scalar types other than text, which both text formats share.</summary>
internal static class ScalarColumns
{
    /// <summary>The kind of a type, or null for nested types, dictionaries, run-end encoded types and unions.</summary>
    public static ScalarKind? KindOf(IArrowType type) => type.TypeId switch
    {
        ArrowTypeId.Null => ScalarKind.Null,
        ArrowTypeId.Boolean => ScalarKind.Boolean,
        ArrowTypeId.Int8 or ArrowTypeId.Int16 or ArrowTypeId.Int32 or ArrowTypeId.Int64 => ScalarKind.Number,
        ArrowTypeId.UInt8 or ArrowTypeId.UInt16 or ArrowTypeId.UInt32 or ArrowTypeId.UInt64 => ScalarKind.Number,
        ArrowTypeId.HalfFloat or ArrowTypeId.Float or ArrowTypeId.Double => ScalarKind.Number,
        ArrowTypeId.Decimal32 or ArrowTypeId.Decimal64 => ScalarKind.Decimal,
        ArrowTypeId.Decimal128 or ArrowTypeId.Decimal256 => ScalarKind.Decimal,
        ArrowTypeId.Date32 or ArrowTypeId.Date64 or ArrowTypeId.Time32 or ArrowTypeId.Time64 => ScalarKind.Temporal,
        ArrowTypeId.Timestamp or ArrowTypeId.Duration or ArrowTypeId.Interval => ScalarKind.Temporal,
        ArrowTypeId.Binary or ArrowTypeId.LargeBinary or ArrowTypeId.BinaryView => ScalarKind.Code,
        ArrowTypeId.FixedSizedBinary => ScalarKind.Code,
        ArrowTypeId.String or ArrowTypeId.LargeString or ArrowTypeId.StringView => ScalarKind.Text,
        ArrowTypeId.Extension => type switch
        {
            Bool8Type => ScalarKind.Boolean,
            ExtensionType extension => KindOf(extension.StorageType),
            _ => null,
        },
        _ => null,
    };

    /// <summary>The column of a scalar type other than text.</summary>
    public static ColumnWriter Create(string name, IArrowType type, ValueFrame frame, ScalarStyles styles) => type switch
    {
        GuidType => new UuidColumn(name, frame),
        Bool8Type => Fixed<sbyte, Bool8Format>(name, frame, default),
        ExtensionType extension => Create(name, extension.StorageType, frame, styles),
        Decimal32Type d => Fixed<int, DecimalFormat<int>>(name, frame, new(d.Scale)),
        Decimal64Type d => Fixed<long, DecimalFormat<long>>(name, frame, new(d.Scale)),
        Decimal128Type d => Fixed<Int128, DecimalFormat<Int128>>(name, frame, new(d.Scale)),
        Decimal256Type d => Fixed<Int256, Decimal256Format>(name, frame, new(d.Scale)),
        TimestampType or TimeType or DurationType or IntervalType => TemporalColumns.Create(name, type, frame, styles),
        Date32Type or Date64Type => TemporalColumns.Create(name, type, frame, styles),
        _ => CreateSimple(name, type, frame, styles),
    };

    public static FixedColumn<T, TFormat> Fixed<T, TFormat>(string name, ValueFrame frame, TFormat format)
        where T : unmanaged
        where TFormat : struct, IValueFormat<T>
        => new(name, frame, format);

    private static ColumnWriter CreateSimple(string name, IArrowType type, ValueFrame frame, ScalarStyles styles)
        => type.TypeId switch
        {
            ArrowTypeId.Null => new NullColumn(name, frame),
            ArrowTypeId.Boolean => new BooleanColumn(name, frame),
            ArrowTypeId.Int8 => Signed<sbyte>(name, frame),
            ArrowTypeId.Int16 => Signed<short>(name, frame),
            ArrowTypeId.Int32 => Signed<int>(name, frame),
            ArrowTypeId.Int64 when styles.LargeIntegersAsStrings => Fixed<long, SafeSignedFormat>(name, frame, default),
            ArrowTypeId.Int64 => Signed<long>(name, frame),
            ArrowTypeId.UInt8 => Unsigned<byte>(name, frame),
            ArrowTypeId.UInt16 => Unsigned<ushort>(name, frame),
            ArrowTypeId.UInt32 => Unsigned<uint>(name, frame),
            ArrowTypeId.UInt64 when styles.LargeIntegersAsStrings => Fixed<ulong, SafeUnsignedFormat>(name, frame, default),
            ArrowTypeId.UInt64 => Unsigned<ulong>(name, frame),
            ArrowTypeId.HalfFloat => Fixed<Half, HalfFormat>(name, frame, new(name, styles.NonFinite)),
            ArrowTypeId.Float => Fixed<float, SingleFormat>(name, frame, new(name, styles.NonFinite)),
            ArrowTypeId.Double => Fixed<double, DoubleFormat>(name, frame, new(name, styles.NonFinite)),
            ArrowTypeId.Binary => Binary<OffsetValues<int>>(name, frame, styles),
            ArrowTypeId.LargeBinary => Binary<OffsetValues<long>>(name, frame, styles),
            ArrowTypeId.BinaryView => Binary<ViewValues>(name, frame, styles),
            ArrowTypeId.FixedSizedBinary => Binary<FixedValues>(name, frame, styles),
            _ => throw new NotSupportedException(
                $"Column '{name}' has type {ArrowTypes.NameOf(type)}, which is not a scalar."),
        };

    private static ColumnWriter Binary<TValues>(string name, ValueFrame frame, ScalarStyles styles)
        where TValues : struct, IByteValues
        => styles.Binary switch
        {
            BinaryEncoding.Base64 => new Base64Column<TValues>(name, frame, styles.EmptyBinary),
            BinaryEncoding.PrefixedHex => new HexColumn<TValues>(name, frame, styles.HexPrefix, empty: []),
            _ => new HexColumn<TValues>(name, frame, prefix: [], styles.EmptyBinary),
        };

    private static ColumnWriter Signed<T>(string name, ValueFrame frame)
        where T : unmanaged, IBinaryInteger<T>
        => Fixed<T, SignedFormat<T>>(name, frame, default);

    private static ColumnWriter Unsigned<T>(string name, ValueFrame frame)
        where T : unmanaged, IBinaryInteger<T>
        => Fixed<T, UnsignedFormat<T>>(name, frame, default);
}
