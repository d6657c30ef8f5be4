using System.Runtime.CompilerServices;
using Apache.Arrow.Types;

namespace DataflowWrite.Columns.Building;

/// <summary>The converters for all types of members. For generated code.</summary>
public static partial class ColumnConverters
{
    /// <summary>Numbers of 8 bits.</summary>
    public static ColumnConverter<sbyte> SByte() => new PlainConverter<sbyte>(Int8Type.Default);

    /// <summary>Unsigned numbers of 8 bits.</summary>
    public static ColumnConverter<byte> Byte() => new PlainConverter<byte>(UInt8Type.Default);

    /// <summary>Numbers of 16 bits.</summary>
    public static ColumnConverter<short> Int16() => new PlainConverter<short>(Int16Type.Default);

    /// <summary>Unsigned numbers of 16 bits.</summary>
    public static ColumnConverter<ushort> UInt16() => new PlainConverter<ushort>(UInt16Type.Default);

    /// <summary>Numbers of 32 bits.</summary>
    public static ColumnConverter<int> Int32() => new PlainConverter<int>(Int32Type.Default);

    /// <summary>Unsigned numbers of 32 bits.</summary>
    public static ColumnConverter<uint> UInt32() => new PlainConverter<uint>(UInt32Type.Default);

    /// <summary>Numbers of 64 bits.</summary>
    public static ColumnConverter<long> Int64() => new PlainConverter<long>(Int64Type.Default);

    /// <summary>Unsigned numbers of 64 bits.</summary>
    public static ColumnConverter<ulong> UInt64() => new PlainConverter<ulong>(UInt64Type.Default);

    /// <summary>Floating-point numbers of half precision.</summary>
    public static ColumnConverter<Half> Half() => new HalfConverter();

    /// <summary>Floating-point numbers of single precision.</summary>
    public static ColumnConverter<float> Single() => new PlainConverter<float>(FloatType.Default);

    /// <summary>Floating-point numbers of double precision.</summary>
    public static ColumnConverter<double> Double() => new PlainConverter<double>(DoubleType.Default);

    /// <summary>Booleans.</summary>
    public static ColumnConverter<bool> Boolean() => new BooleanConverter();

    /// <summary>Guids as <c>arrow.uuid</c>.</summary>
    public static ColumnConverter<Guid> Guid() => new GuidConverter();

    /// <summary>Decimals; more than 38 digits make a decimal256.</summary>
    /// <param name="precision">1 to 76.</param>
    /// <param name="scale">0 to <paramref name="precision"/>.</param>
    /// <param name="truncate">Whether further fraction digits are cut; else they are an error.</param>
    public static ColumnConverter<decimal> Decimal(int precision, int scale, bool truncate) => precision <= DecimalBits.MaxShortPrecision
        ? new FixedConverter<decimal, Int128, DecimalForm>(new Decimal128Type(precision, scale), new(precision, scale, truncate))
        : new FixedConverter<decimal, WideBits, WideDecimalForm>(new Decimal256Type(precision, scale), new(precision, scale, truncate));

    /// <summary>Integers of 128 bits as decimals without fraction digits; 39 digits hold all of them.</summary>
    public static ColumnConverter<Int128> Int128(int precision) => precision <= DecimalBits.MaxShortPrecision
        ? new FixedConverter<Int128, Int128, WholeForm<Int128>>(new Decimal128Type(precision, 0), new(precision))
        : new FixedConverter<Int128, WideBits, WideWholeForm<Int128>>(new Decimal256Type(precision, 0), default);

    /// <summary>Unsigned integers of 128 bits as decimals without fraction digits; 39 digits hold all of them.</summary>
    public static ColumnConverter<UInt128> UInt128(int precision) => precision <= DecimalBits.MaxShortPrecision
        ? new FixedConverter<UInt128, Int128, WholeForm<UInt128>>(new Decimal128Type(precision, 0), new(precision))
        : new FixedConverter<UInt128, WideBits, WideWholeForm<UInt128>>(new Decimal256Type(precision, 0), default);

    /// <summary>Single characters as text.</summary>
    public static ColumnConverter<char> Char() => new CharConverter();

    /// <summary>Text that is never null.</summary>
    public static ColumnConverter<string> String() => new StringConverter(isNullable: false)!;

    /// <summary>Text that may be null.</summary>
    public static ColumnConverter<string?> NullableString() => new StringConverter(isNullable: true);

    /// <summary>Bytes that are never null.</summary>
    public static ColumnConverter<byte[]> Bytes() => new BytesConverter(isNullable: false)!;

    /// <summary>Bytes that may be null.</summary>
    public static ColumnConverter<byte[]?> NullableBytes() => new BytesConverter(isNullable: true);

    /// <summary>Bytes in memory of any owner.</summary>
    public static ColumnConverter<ReadOnlyMemory<byte>> Memory() => new MemoryConverter();

    /// <summary>Enums as the names of their values.</summary>
    public static ColumnConverter<TEnum> EnumName<TEnum>(params ReadOnlySpan<(string Name, TEnum Value)> values)
        where TEnum : unmanaged, Enum
        => new EnumNameConverter<TEnum>(values);

    /// <summary>Enums as numbers of the type that lies under them.</summary>
    /// <exception cref="ArgumentException">The two types differ in size.</exception>
    public static ColumnConverter<TEnum> EnumNumber<TEnum, TNumber>(ColumnConverter<TNumber> number)
        where TEnum : unmanaged, Enum
        where TNumber : unmanaged
    {
        ArgumentNullException.ThrowIfNull(number);
        return Unsafe.SizeOf<TEnum>() == Unsafe.SizeOf<TNumber>()
            ? new FixedConverter<TEnum, TNumber, EnumNumberForm<TEnum, TNumber>>(number.Type, default)
            : throw new ArgumentException($"{typeof(TEnum).Name} is not stored as {typeof(TNumber).Name}.", nameof(number));
    }

    /// <summary>Value types that may be null.</summary>
    public static ColumnConverter<T?> Nullable<T>(ColumnConverter<T> inner)
        where T : struct
        => new NullableConverter<T>(inner);

    /// <summary>Each value once per batch, and indices.</summary>
    public static ColumnConverter<T> Dictionary<T>(ColumnConverter<T> inner)
        where T : notnull
        => new DictionaryConverter<T>(inner);

    /// <summary>Each text once per batch, and indices that may be null.</summary>
    public static ColumnConverter<string?> NullableDictionary(ColumnConverter<string?> inner) => new DictionaryConverter<string>(inner!)!;

    /// <summary>Records within records, which are never null.</summary>
    public static ColumnConverter<T> Struct<T>()
        where T : IRecordColumns<T>
        => new StructConverter<T>(isNullable: false)!;

    /// <summary>Records within records, which may be null.</summary>
    public static ColumnConverter<T?> NullableStruct<T>()
        where T : class, IRecordColumns<T>
        => new StructConverter<T>(isNullable: true);
}
