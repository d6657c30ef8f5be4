using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using Apache.Arrow;
using Apache.Arrow.Scalars;
using Apache.Arrow.Types;

namespace DataflowWrite.Tests.Support;

/// <summary>Arrow arrays of every type from C# values, and batches of them. A C# null becomes an Arrow null.</summary>
internal static partial class ArrowValues
{
    /// <summary>A batch of nullable columns.</summary>
    public static RecordBatch Batch(params (string Name, IArrowArray Values)[] columns)
        => new(SchemaOf(columns), columns.Select(c => c.Values), columns.Length == 0 ? 0 : columns[0].Values.Length);

    public static Schema SchemaOf(params (string Name, IArrowArray Values)[] columns)
        => new(columns.Select(c => new Field(c.Name, c.Values.Data.DataType, true)), null);

    public static NullArray Nulls(int length) => new(length);

    public static IArrowArray Bool(params bool?[] values)
    {
        var bits = new byte[(values.Length + 7) / 8];
        for (var i = 0; i < values.Length; i++)
            if (values[i] == true)
                bits[i / 8] |= (byte)(1 << (i % 8));

        return Make(BooleanType.Default, values.Length, Validity(values), bits);
    }

    public static IArrowArray Int8(params sbyte?[] values) => Primitive(Int8Type.Default, values);

    public static IArrowArray Int16(params short?[] values) => Primitive(Int16Type.Default, values);

    public static IArrowArray Int32(params int?[] values) => Primitive(Int32Type.Default, values);

    public static IArrowArray Int64(params long?[] values) => Primitive(Int64Type.Default, values);

    public static IArrowArray UInt8(params byte?[] values) => Primitive(UInt8Type.Default, values);

    public static IArrowArray UInt16(params ushort?[] values) => Primitive(UInt16Type.Default, values);

    public static IArrowArray UInt32(params uint?[] values) => Primitive(UInt32Type.Default, values);

    public static IArrowArray UInt64(params ulong?[] values) => Primitive(UInt64Type.Default, values);

    public static IArrowArray Float16(params Half?[] values) => Primitive(HalfFloatType.Default, values);

    public static IArrowArray Float32(params float?[] values) => Primitive(FloatType.Default, values);

    public static IArrowArray Float64(params double?[] values) => Primitive(DoubleType.Default, values);

    /// <summary>Unscaled values: 12345 at scale 2 is 123.45.</summary>
    public static IArrowArray Decimal32(int precision, int scale, params int?[] unscaled)
        => Primitive(new Decimal32Type(precision, scale), unscaled);

    public static IArrowArray Decimal64(int precision, int scale, params long?[] unscaled)
        => Primitive(new Decimal64Type(precision, scale), unscaled);

    public static IArrowArray Decimal128(int precision, int scale, params Int128?[] unscaled)
        => Primitive(new Decimal128Type(precision, scale), unscaled);

    public static IArrowArray Decimal256(int precision, int scale, params BigInteger?[] unscaled)
    {
        var bytes = new byte[unscaled.Length * 32];
        for (var i = 0; i < unscaled.Length; i++)
        {
            var value = unscaled[i] ?? BigInteger.Zero;
            var slot = bytes.AsSpan(i * 32, 32);
            slot.Fill(value.Sign < 0 ? (byte)0xFF : (byte)0);
            value.TryWriteBytes(slot, out _).Should().BeTrue();
        }

        return Make(new Decimal256Type(precision, scale), unscaled.Length, Validity(unscaled), bytes);
    }

    /// <summary>Days since 1970-01-01.</summary>
    public static IArrowArray Date32(params int?[] days) => Primitive(Date32Type.Default, days);

    public static IArrowArray Date32(params DateOnly?[] days)
        => Date32(System.Array.ConvertAll(days, d => d?.DayNumber - new DateOnly(1970, 1, 1).DayNumber));

    /// <summary>Milliseconds since 1970-01-01.</summary>
    public static IArrowArray Date64(params long?[] milliseconds) => Primitive(Date64Type.Default, milliseconds);

    public static IArrowArray Time32(TimeUnit unit, params int?[] values) => Primitive(new Time32Type(unit), values);

    public static IArrowArray Time64(TimeUnit unit, params long?[] values) => Primitive(new Time64Type(unit), values);

    public static IArrowArray Timestamp(TimeUnit unit, string? zone, params long?[] values)
        => Primitive(new TimestampType(unit, zone), values);

    public static IArrowArray Duration(TimeUnit unit, params long?[] values)
        => Primitive(DurationType.FromTimeUnit(unit), values);

    public static IArrowArray YearMonths(params int?[] months) => Primitive(IntervalType.YearMonth, months);

    public static IArrowArray DayTimes(params DayTimeInterval?[] values) => Primitive(IntervalType.DayTime, values);

    public static IArrowArray MonthDayNanos(params MonthDayNanosecondInterval?[] values)
        => Primitive(IntervalType.MonthDayNanosecond, values);

    public static IArrowArray Utf8(params string?[] values) => Offsets<int>(StringType.Default, Bytes(values));

    public static IArrowArray LargeUtf8(params string?[] values) => Offsets<long>(LargeStringType.Default, Bytes(values));

    public static IArrowArray Utf8View(params string?[] values) => Views(StringViewType.Default, Bytes(values));

    public static IArrowArray Binary(params byte[]?[] values) => Offsets<int>(BinaryType.Default, values);

    public static IArrowArray LargeBinary(params byte[]?[] values) => Offsets<long>(LargeBinaryType.Default, values);

    public static IArrowArray BinaryView(params byte[]?[] values) => Views(BinaryViewType.Default, values);

    public static IArrowArray FixedBinary(int width, params byte[]?[] values)
    {
        var bytes = new byte[width * values.Length];
        for (var i = 0; i < values.Length; i++)
            values[i]?.CopyTo(bytes, i * width);

        return Make(new FixedSizeBinaryType(width), values.Length, Validity(values), bytes);
    }

    public static IArrowArray Guids(params Guid?[] values)
        => new GuidArray(FixedBinary(16, System.Array.ConvertAll(values, v => v?.ToByteArray(bigEndian: true))));

    /// <summary>The validity bitmap of values that may be null, or an empty buffer when none is.</summary>
    public static (byte[] Bits, int Nulls) Validity<T>(IReadOnlyList<T?> values)
        => Validity(values.Count, i => values[i] is not null);

    public static (byte[] Bits, int Nulls) Validity(int length, Func<int, bool> isValid)
    {
        var bits = new byte[(length + 7) / 8];
        var nulls = 0;
        for (var i = 0; i < length; i++)
        {
            if (isValid(i))
                bits[i / 8] |= (byte)(1 << (i % 8));
            else
                nulls++;
        }

        return (nulls == 0 ? [] : bits, nulls);
    }

    /// <summary>An array out of raw buffers; the first after the validity holds values, offsets or views.</summary>
    public static IArrowArray Make(IArrowType type, int length, (byte[] Bits, int Nulls) validity, params byte[][] buffers)
        => ArrowArrayFactory.BuildArray(new ArrayData(
            type, length, validity.Nulls, 0, [new ArrowBuffer(validity.Bits), .. buffers.Select(b => new ArrowBuffer(b))]));

    /// <summary>An array of fixed-width values, with a recognizable pattern under each null.</summary>
    public static IArrowArray Primitive<T>(IArrowType type, T?[] values)
        where T : unmanaged
    {
        var plain = new T[values.Length];
        MemoryMarshal.AsBytes(plain.AsSpan()).Fill(0x5A);
        for (var i = 0; i < values.Length; i++)
            plain[i] = values[i] ?? plain[i];

        return Make(type, values.Length, Validity(values), MemoryMarshal.AsBytes(plain.AsSpan()).ToArray());
    }

    private static byte[]?[] Bytes(string?[] values)
        => System.Array.ConvertAll(values, v => v is null ? null : Encoding.UTF8.GetBytes(v));

    private static IArrowArray Offsets<TOffset>(IArrowType type, byte[]?[] values)
        where TOffset : unmanaged, IBinaryInteger<TOffset>
    {
        var offsets = new TOffset[values.Length + 1];
        for (var i = 0; i < values.Length; i++)
            offsets[i + 1] = offsets[i] + TOffset.CreateChecked(values[i]?.Length ?? 0);

        var bytes = values.SelectMany(v => v ?? []).ToArray();
        return Make(type, values.Length, Validity(values), MemoryMarshal.AsBytes(offsets.AsSpan()).ToArray(), bytes);
    }

    private static IArrowArray Views(IArrowType type, byte[]?[] values)
    {
        var views = new BinaryView[values.Length];
        var bytes = new MemoryStream();
        for (var i = 0; i < values.Length; i++)
        {
            var value = values[i] ?? [];
            views[i] = value.Length <= Apache.Arrow.Scalars.BinaryView.MaxInlineLength
                ? new BinaryView(value)
                : new BinaryView(value.Length, value.AsSpan(0, 4), 0, (int)bytes.Length);
            if (!views[i].IsInline)
                bytes.Write(value);
        }

        return Make(
            type, values.Length, Validity(values), MemoryMarshal.AsBytes(views.AsSpan()).ToArray(), bytes.ToArray());
    }
}
