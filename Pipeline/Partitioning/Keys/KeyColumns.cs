using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;
using Apache.Arrow;
using Apache.Arrow.Types;

namespace DataflowWrite.Partitioning.Keys;

/// <summary>Chooses how the values of a column are coded and written as text when they are the keys themselves.</summary>
internal static class KeyColumns
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, true);

    /// <summary>Null where the type cannot be a key.</summary>
    public static KeyColumn? Create(string name, IArrowType type) => type switch
    {
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
        HalfFloatType => new FixedKeyColumn<ushort, ushort, KeyKinds.HalfBits>(
            default, static bits => NumberText.OfFloat((float)BitConverter.UInt16BitsToHalf(bits))),
        FloatType => new FixedKeyColumn<uint, uint, KeyKinds.SingleBits>(
            default, static bits => NumberText.OfFloat(BitConverter.UInt32BitsToSingle(bits))),
        DoubleType => new FixedKeyColumn<ulong, ulong, KeyKinds.DoubleBits>(
            default, static bits => NumberText.OfFloat(BitConverter.UInt64BitsToDouble(bits))),
        Decimal32Type t => Decimals<uint>(t.Scale),
        Decimal64Type t => Decimals<ulong>(t.Scale),
        Decimal128Type t => Decimals<UInt128>(t.Scale),
        Decimal256Type t => Decimals<Vector256<byte>>(t.Scale),
        GuidType => new BytesKeyColumn(
            BytesLayout.Fixed, 16, new ContentCodes(static bytes => new Guid(bytes, bigEndian: true).ToString())),
        Bool8Type => new FixedKeyColumn<sbyte, sbyte, KeyKinds.ByteBoolean>(default, static value => value == 0 ? "false" : "true"),
        _ => BytesColumns.Create(type, new ContentCodes(bytes => TextOf(name, bytes)), new ContentCodes(Convert.ToHexStringLower))
            ?? Temporal(name, type),
    };

    /// <summary>The text of UTF-8 bytes.</summary>
    /// <exception cref="InvalidDataException">They are not valid; the message names the partition column.</exception>
    public static string TextOf(string name, byte[] bytes)
    {
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw PartitionErrors.NotUnicode(name);
        }
    }

    private static KeyColumn? Temporal(string name, IArrowType type) => type switch
    {
        Date32Type => new FixedKeyColumn<int, int, KeyKinds.Bits<int>>(default, static days => TemporalText.OfDate(days)),
        Date64Type => new FixedKeyColumn<long, long, KeyKinds.Day>(default, TemporalText.OfDate),
        Time32Type t => new FixedKeyColumn<int, int, KeyKinds.Bits<int>>(default, value => TemporalText.OfTime(name, value, t.Unit)),
        Time64Type t => new FixedKeyColumn<long, long, KeyKinds.Bits<long>>(default, value => TemporalText.OfTime(name, value, t.Unit)),
        TimestampType t => Timestamps(t.Unit, !string.IsNullOrEmpty(t.Timezone)),
        DurationType t => new FixedKeyColumn<long, long, KeyKinds.Bits<long>>(default, value => TemporalText.OfDuration(value, t.Unit)),
        _ => null,
    };

    private static FixedKeyColumn<long, long, KeyKinds.Bits<long>> Timestamps(TimeUnit unit, bool zoned)
        => new(default, value => TemporalText.OfTimestamp(value, unit, zoned));

    private static FixedKeyColumn<T, T, KeyKinds.Bits<T>> Numbers<T>()
        where T : unmanaged, System.Numerics.IBinaryInteger<T>
        => new(default, NumberText.Of);

    private static FixedKeyColumn<T, T, KeyKinds.Bits<T>> Decimals<T>(int scale)
        where T : unmanaged, IEquatable<T>
        => new(default, value => NumberText.OfDecimal(MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)), scale));
}
