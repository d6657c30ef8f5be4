using System.Numerics;
using Apache.Arrow.Types;
using DataflowWrite.Sources.Values;

namespace DataflowWrite.Sources.Db;

/// <summary>Numbers in every Arrow type that can hold them; null where none of them fits the type.</summary>
internal static class NumberColumns
{
    public static IValueColumn<T>? OfInteger<T>(IArrowType type)
        where T : struct, IBinaryInteger<T>
        => type switch
        {
            Decimal128Type t => new FixedValueColumn<T, Int128, WholeDecimalConverter<T>>(type, new(t)),
            Decimal256Type t => new FixedValueColumn<T, Decimal256Bits, LongWholeDecimalConverter<T>>(type, new(t)),
            _ => AsInteger<T>(type) ?? AsFloat<T>(type),
        };

    public static IValueColumn<T>? OfFloat<T>(IArrowType type)
        where T : struct, IFloatingPointIeee754<T>
        => AsFloat<T>(type);

    public static IValueColumn<decimal>? OfDecimal(IArrowType type) => type switch
    {
        Decimal128Type t => new FixedValueColumn<decimal, Int128, DecimalConverter>(type, new(t)),
        Decimal256Type t => new FixedValueColumn<decimal, Decimal256Bits, LongDecimalConverter>(type, new(t)),
        StringType => new FormattedValueColumn<decimal>(),
        _ => AsInteger<decimal>(type) ?? AsFloat<decimal>(type),
    };

    private static IValueColumn<T>? AsInteger<T>(IArrowType type)
        where T : struct, INumber<T>
        => type switch
        {
            Int8Type => Integer<T, sbyte>(type),
            Int16Type => Integer<T, short>(type),
            Int32Type => Integer<T, int>(type),
            Int64Type => Integer<T, long>(type),
            UInt8Type => Integer<T, byte>(type),
            UInt16Type => Integer<T, ushort>(type),
            UInt32Type => Integer<T, uint>(type),
            UInt64Type => Integer<T, ulong>(type),
            _ => null,
        };

    private static IValueColumn<T>? AsFloat<T>(IArrowType type)
        where T : struct, INumber<T>
        => type switch
        {
            HalfFloatType => new FixedValueColumn<T, Half, FloatConverter<T, Half>>(type, default),
            FloatType => new FixedValueColumn<T, float, FloatConverter<T, float>>(type, default),
            DoubleType => new FixedValueColumn<T, double, FloatConverter<T, double>>(type, default),
            _ => null,
        };

    private static IValueColumn<T> Integer<T, TOut>(IArrowType type)
        where T : struct, INumber<T>
        where TOut : unmanaged, IBinaryInteger<TOut>, IMinMaxValue<TOut>
        => new FixedValueColumn<T, TOut, IntegerConverter<T, TOut>>(type, default);
}
