using System.Numerics;
using Apache.Arrow.Types;
using static DataflowWrite.Tests.Support.ArrowValues;

namespace DataflowWrite.Tests.Serialization;

/// <summary>Random columns of every scalar type that DuckDB has too, from one seed, with and without nulls.</summary>
internal static class ReaderCases
{
    public const int Rows = 300;

    public static IEnumerable<ReaderCase> All()
        => new[] { 0, 5 }.SelectMany(nullEvery => Create(new Random(20240902), nullEvery));

    private static IEnumerable<ReaderCase> Create(Random random, int nullEvery)
    {
        T?[] Some<T>(Func<T> next)
            where T : struct
            => [.. Enumerable.Range(0, Rows).Select(i => nullEvery > 0 && random.Next(nullEvery) == 0 ? null : (T?)next())];

        T?[] Objects<T>(Func<T> next)
            where T : class
            => [.. Enumerable.Range(0, Rows).Select(i => nullEvery > 0 && random.Next(nullEvery) == 0 ? null : next())];

        long Bits() => random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64);
        byte[] Bytes() => [.. Enumerable.Range(0, random.Next(40)).Select(_ => (byte)random.Next(256))];

        yield return ReaderCase.Of("bool", "BOOLEAN", "v", Some(() => random.Next(2) == 0), Bool, v => v);
        yield return ReaderCase.Of("int8", "TINYINT", "v", Some(() => (sbyte)Bits()), Int8, v => v);
        yield return ReaderCase.Of("int16", "SMALLINT", "v", Some(() => (short)Bits()), Int16, v => v);
        yield return ReaderCase.Of("int32", "INTEGER", "v", Some(() => (int)Bits()), Int32, v => v);
        yield return ReaderCase.Of("int64", "BIGINT", "v", Some(Bits), Int64, v => v);
        yield return ReaderCase.Of("uint8", "UTINYINT", "v", Some(() => (byte)Bits()), UInt8, v => v);
        yield return ReaderCase.Of("uint16", "USMALLINT", "v", Some(() => (ushort)Bits()), UInt16, v => v);
        yield return ReaderCase.Of("uint32", "UINTEGER", "v", Some(() => (uint)Bits()), UInt32, v => v);
        yield return ReaderCase.Of("uint64", "UBIGINT", "v", Some(() => (ulong)Bits()), UInt64, v => v);

        yield return ReaderCase.Of("half", "FLOAT", "v", Some(() => FiniteHalf((short)Bits())), Float16, v => (float)v);
        yield return ReaderCase.Of("float", "FLOAT", "v", Some(() => FiniteSingle((int)Bits())), Float32, v => v);
        yield return ReaderCase.Of("double", "DOUBLE", "v", Some(() => FiniteDouble(Bits())), Float64, v => v);
        yield return ReaderCase.Of(
            "double, two decimals", "DOUBLE", "v", Some(() => random.Next(-9999999, 9999999) / 100.0), Float64, v => v);

        yield return ReaderCase.Of(
            "decimal32", "DECIMAL(9,2)", "CAST(v AS VARCHAR)", Some(() => random.Next(-999999999, 999999999)),
            v => Decimal32(9, 2, v), v => Scaled(v, 2));
        yield return ReaderCase.Of(
            "decimal64", "DECIMAL(18,5)", "CAST(v AS VARCHAR)", Some(() => Bits() % 1_000_000_000_000_000_000),
            v => Decimal64(18, 5, v), v => Scaled(v, 5));
        yield return ReaderCase.Of(
            "decimal128", "DECIMAL(38,20)", "CAST(v AS VARCHAR)", Some(() => (Int128)Bits() * 1_000_000_007),
            v => Decimal128(38, 20, v), v => Scaled(v, 20));

        yield return ReaderCase.Of(
            "date32", "DATE", "date_diff('day', DATE '1970-01-01', v)", Some(() => random.Next(-719_162, 2_932_896)),
            Date32, v => (long)v);
        yield return ReaderCase.Of(
            "date64", "TIMESTAMP", "epoch_ms(v)", Some(() => random.NextInt64(-62_135_596_800_000, 253_402_300_799_999)),
            Date64, v => v);
        yield return ReaderCase.Of(
            "time32", "TIME", "epoch_us(v)", Some(() => random.Next(86_400_000)),
            v => Time32(TimeUnit.Millisecond, v), v => v * 1_000L);
        yield return ReaderCase.Of(
            "time64", "TIME", "epoch_us(v)", Some(() => random.NextInt64(86_400_000_000)),
            v => Time64(TimeUnit.Microsecond, v), v => v);
        yield return ReaderCase.Of(
            "timestamp[s]", "TIMESTAMP", "epoch_us(v)", Some(() => random.NextInt64(-62_135_596_800, 253_402_300_799)),
            v => Timestamp(TimeUnit.Second, null, v), v => v * 1_000_000);
        yield return ReaderCase.Of(
            "timestamp[us]", "TIMESTAMP", "epoch_us(v)", Some(() => Bits() >> 9),
            v => Timestamp(TimeUnit.Microsecond, null, v), v => v);
        yield return ReaderCase.Of(
            "timestamp[ns]", "TIMESTAMP_NS", "epoch_ns(v)", Some(() => Bits() >> 1),
            v => Timestamp(TimeUnit.Nanosecond, null, v), v => v);
        foreach (var zone in new[] { "UTC", "+05:30", "America/New_York", "Australia/Lord_Howe" })
            yield return ReaderCase.Of(
                $"timestamp[us, {zone}]", "TIMESTAMPTZ", "epoch_us(v)", Some(() => random.Next() * 1_000_003L),
                v => Timestamp(TimeUnit.Microsecond, zone, v), v => v);

        var texts = Objects(() => Text(random));
        yield return ReaderCase.OfTexts("utf8", texts, Utf8);
        yield return ReaderCase.OfTexts("large_utf8", texts, LargeUtf8);
        yield return ReaderCase.OfTexts("utf8_view", texts, Utf8View);
        var positions = Int16([.. Enumerable.Range(0, Rows).Select(i => (short?)i)]);
        yield return ReaderCase.OfTexts("dictionary", texts, v => Dictionary(positions, Utf8(v)));
        yield return ReaderCase.OfTexts("runs", texts, v => RunEnds([.. Enumerable.Range(1, Rows)], Utf8(v)));
        yield return ReaderCase.OfTexts("clean utf8", Objects(() => $"text {random.Next()}"), Utf8);

        var bytes = Objects(Bytes);
        yield return ReaderCase.OfBytes("binary", bytes, Binary);
        yield return ReaderCase.OfBytes("large_binary", bytes, LargeBinary);
        yield return ReaderCase.OfBytes("binary_view", bytes, BinaryView);
        yield return ReaderCase.Of("uuid", "UUID", "v", Some(() => NextGuid(random)), Guids, v => v);
    }

    private static string Text(Random random)
    {
        string[] pieces =
            ["a", "", ",", "\"", "\n", "\r\n", "ü", "😀", "\\", " ", "null", "'", "\t", "long enough for a buffer"];
        return string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => pieces[random.Next(pieces.Length)]));
    }

    private static Guid NextGuid(Random random)
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }

    private static Half FiniteHalf(short bits)
        => BitConverter.Int16BitsToHalf(bits) is var v && Half.IsFinite(v) ? v : Half.Zero;

    private static float FiniteSingle(int bits)
        => BitConverter.Int32BitsToSingle(bits) is var v && float.IsFinite(v) ? v : 0;

    private static double FiniteDouble(long bits)
        => BitConverter.Int64BitsToDouble(bits) is var v && double.IsFinite(v) ? v : 0;

    private static string Scaled(BigInteger unscaled, int scale)
    {
        var digits = BigInteger.Abs(unscaled).ToString().PadLeft(scale + 1, '0');
        return $"{(unscaled.Sign < 0 ? "-" : "")}{digits[..^scale]}.{digits[^scale..]}";
    }
}
