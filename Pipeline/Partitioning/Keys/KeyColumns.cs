using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;
using Apache.Arrow;
using Apache.Arrow.Types;

namespace DataflowWrite.Partitioning.Keys;

/// <summary>Chooses how the values of a column are coded and written as text.</summary>
internal static class KeyColumns
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, true);

    /// <exception cref="ArgumentException">The column's type cannot be a key; the message names both.</exception>
    public static KeyColumn Create(Field field) => Create(field.Name, field.DataType);

    private static KeyColumn Create(string name, IArrowType type) => type switch
    {
        NullType => new NullKeyColumn(),
        BooleanType => new BooleanKeyColumn(),
        Int8Type => Numbers<sbyte>(),
        Int16Type => Numbers<short>(),
        Int32Type => Numbers<int>(),
        Int64Type => Numbers<long>(),
        UInt8Type => Numbers<byte>(),
        UInt16Type => Numbers<ushort>(),
        UInt32Type => Numbers<uint>(),
        UInt64Type => Numbers<ulong>(),
        // As single precision: few readers have a half, and the shortest text of a half is another number to the others.
        HalfFloatType => new FixedKeyColumn<ushort, KeyKinds.HalfBits>(
            static bits => NumberText.OfFloat((float)BitConverter.UInt16BitsToHalf(bits))),
        FloatType => new FixedKeyColumn<uint, KeyKinds.SingleBits>(
            static bits => NumberText.OfFloat(BitConverter.UInt32BitsToSingle(bits))),
        DoubleType => new FixedKeyColumn<ulong, KeyKinds.DoubleBits>(
            static bits => NumberText.OfFloat(BitConverter.UInt64BitsToDouble(bits))),
        Decimal32Type t => Decimals<uint>(t.Scale),
        Decimal64Type t => Decimals<ulong>(t.Scale),
        Decimal128Type t => Decimals<UInt128>(t.Scale),
        Decimal256Type t => Decimals<Vector256<byte>>(t.Scale),
        StringType => Text(name, BytesLayout.Offsets32),
        LargeStringType => Text(name, BytesLayout.Offsets64),
        StringViewType => Text(name, BytesLayout.Views),
        BinaryType => Binary(BytesLayout.Offsets32),
        LargeBinaryType => Binary(BytesLayout.Offsets64),
        BinaryViewType => Binary(BytesLayout.Views),
        FixedSizeBinaryType t => Binary(BytesLayout.Fixed, t.ByteWidth),
        GuidType => new BytesKeyColumn(BytesLayout.Fixed, 16, static bytes => new Guid(bytes, bigEndian: true).ToString()),
        Bool8Type => new FixedKeyColumn<sbyte, KeyKinds.ByteBoolean>(static value => value == 0 ? "false" : "true"),
        ExtensionType t => Create(name, t.StorageType),
        DictionaryType t => new DictionaryKeyColumn(t.IndexType, Create(name, t.ValueType)),
        RunEndEncodedType t => new RunEndKeyColumn(t.RunEndsDataType, Create(name, t.ValuesDataType)),
        _ => Temporal(name, type) ?? throw NotAKey(name, type),
    };

    private static KeyColumn? Temporal(string name, IArrowType type) => type switch
    {
        Date32Type => new FixedKeyColumn<int, KeyKinds.Bits<int>>(static days => TemporalText.OfDate(days)),
        Date64Type => new FixedKeyColumn<long, KeyKinds.Day>(TemporalText.OfDate),
        Time32Type t => new FixedKeyColumn<int, KeyKinds.Bits<int>>(value => TemporalText.OfTime(name, value, t.Unit)),
        Time64Type t => new FixedKeyColumn<long, KeyKinds.Bits<long>>(value => TemporalText.OfTime(name, value, t.Unit)),
        TimestampType t => Timestamps(t.Unit, !string.IsNullOrEmpty(t.Timezone)),
        DurationType t => new FixedKeyColumn<long, KeyKinds.Bits<long>>(value => TemporalText.OfDuration(value, t.Unit)),
        _ => null,
    };

    private static FixedKeyColumn<long, KeyKinds.Bits<long>> Timestamps(TimeUnit unit, bool zoned)
        => new(value => TemporalText.OfTimestamp(value, unit, zoned));

    private static FixedKeyColumn<T, KeyKinds.Bits<T>> Numbers<T>()
        where T : unmanaged, System.Numerics.IBinaryInteger<T>
        => new(NumberText.Of);

    private static FixedKeyColumn<T, KeyKinds.Bits<T>> Decimals<T>(int scale)
        where T : unmanaged, IEquatable<T>
        => new(value => NumberText.OfDecimal(MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)), scale));

    private static BytesKeyColumn Binary(BytesLayout layout, int width = 0) => new(layout, width, Convert.ToHexStringLower);

    private static BytesKeyColumn Text(string name, BytesLayout layout) => new(layout, 0, bytes =>
    {
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw PartitionErrors.NotUnicode(name);
        }
    });

    private static ArgumentException NotAKey(string name, IArrowType type) => type is IntervalType
        ? new($"Column '{name}' is an interval, which has no one text, and cannot be a partition column. " +
            "Partition by a duration or a number.")
        : new($"Column '{name}' is nested ({type.Name}) and cannot be a partition column. " +
            "Partition by one of its values in a column of its own.");
}
