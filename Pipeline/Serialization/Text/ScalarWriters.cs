using System.Numerics;
using Apache.Arrow;
using Apache.Arrow.Types;
using DataflowWrite.Columns;
using DataflowWrite.Serialization.Text.Numbers;
using DataflowWrite.Serialization.Text.Temporal;

namespace DataflowWrite.Serialization.Text;

/// <summary>The writers of scalar types other than text, which both text formats share: chooses the format of each.</summary>
internal static class ScalarWriters<TMaker, TWriter>
    where TMaker : struct, IWriterMaker<TWriter>
{
    public static TWriter Create(TMaker maker, string name, IArrowType type, ValueFrame frame, ScalarStyles styles) => type switch
    {
        GuidType => maker.Uuid(name, frame),
        Bool8Type => maker.Fixed<sbyte, Bool8Format>(name, frame, default),
        ExtensionType extension => Create(maker, name, extension.StorageType, frame, styles),
        Decimal32Type d => maker.Fixed<int, DecimalFormat<int>>(name, frame, new(d.Scale)),
        Decimal64Type d => maker.Fixed<long, DecimalFormat<long>>(name, frame, new(d.Scale)),
        Decimal128Type d => maker.Fixed<Int128, DecimalFormat<Int128>>(name, frame, new(d.Scale)),
        Decimal256Type d => maker.Fixed<Int256, Decimal256Format>(name, frame, new(d.Scale)),
        TimestampType or TimeType or DurationType or IntervalType or Date32Type or Date64Type
            => TemporalWriters<TMaker, TWriter>.Create(maker, name, type, frame, styles),
        _ => CreateSimple(maker, name, type, frame, styles),
    };

    private static TWriter CreateSimple(TMaker maker, string name, IArrowType type, ValueFrame frame, ScalarStyles styles)
        => type.TypeId switch
        {
            ArrowTypeId.Null => maker.Null(name, frame),
            ArrowTypeId.Boolean => maker.Boolean(name, frame),
            ArrowTypeId.Int8 => Signed<sbyte>(maker, name, frame),
            ArrowTypeId.Int16 => Signed<short>(maker, name, frame),
            ArrowTypeId.Int32 => Signed<int>(maker, name, frame),
            ArrowTypeId.Int64 when styles.LargeIntegersAsStrings => maker.Fixed<long, SafeSignedFormat>(name, frame, default),
            ArrowTypeId.Int64 => Signed<long>(maker, name, frame),
            ArrowTypeId.UInt8 => Unsigned<byte>(maker, name, frame),
            ArrowTypeId.UInt16 => Unsigned<ushort>(maker, name, frame),
            ArrowTypeId.UInt32 => Unsigned<uint>(maker, name, frame),
            ArrowTypeId.UInt64 when styles.LargeIntegersAsStrings => maker.Fixed<ulong, SafeUnsignedFormat>(name, frame, default),
            ArrowTypeId.UInt64 => Unsigned<ulong>(maker, name, frame),
            ArrowTypeId.HalfFloat => maker.Fixed<Half, HalfFormat>(name, frame, new(name, styles.NonFinite)),
            ArrowTypeId.Float => maker.Fixed<float, SingleFormat>(name, frame, new(name, styles.NonFinite)),
            ArrowTypeId.Double => maker.Fixed<double, DoubleFormat>(name, frame, new(name, styles.NonFinite)),
            ArrowTypeId.Binary or ArrowTypeId.LargeBinary or ArrowTypeId.BinaryView or ArrowTypeId.FixedSizedBinary
                => CreateBytes(maker, name, type, frame, styles),
            _ => throw new NotSupportedException(
                $"Column '{name}' has type {ArrowTypes.NameOf(type)}, which is not a scalar."),
        };

    private static TWriter CreateBytes(TMaker maker, string name, IArrowType type, ValueFrame frame, ScalarStyles styles)
        => styles.Binary switch
        {
            BinaryEncoding.Base64 => maker.Bytes(name, type, frame, new Base64Format(styles.EmptyBinary)),
            BinaryEncoding.PrefixedHex => maker.Bytes(name, type, frame, new HexFormat(styles.HexPrefix, empty: [])),
            _ => maker.Bytes(name, type, frame, new HexFormat(prefix: [], styles.EmptyBinary)),
        };

    private static TWriter Signed<T>(TMaker maker, string name, ValueFrame frame)
        where T : unmanaged, IBinaryInteger<T>
        => maker.Fixed<T, SignedFormat<T>>(name, frame, default);

    private static TWriter Unsigned<T>(TMaker maker, string name, ValueFrame frame)
        where T : unmanaged, IBinaryInteger<T>
        => maker.Fixed<T, UnsignedFormat<T>>(name, frame, default);
}
