using System.Numerics;
using Apache.Arrow;
using Apache.Arrow.Types;
using CsCheck;
using DataflowWrite.Partitioning;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Partitioning;

public sealed class KeyValueTextTests
{
    private static IEnumerable<TestCaseData> Values()
    {
        yield return Case("bool", ArrowValues.Bool(true, false, null), "true", "false", null);
        yield return Case("int8", ArrowValues.Int8(-128, 0, 127), "-128", "0", "127");
        yield return Case("int16", ArrowValues.Int16(short.MinValue), "-32768");
        yield return Case("int32", ArrowValues.Int32(int.MinValue, 7), "-2147483648", "7");
        yield return Case("int64", ArrowValues.Int64(long.MinValue), "-9223372036854775808");
        yield return Case("uint8", ArrowValues.UInt8(255), "255");
        yield return Case("uint16", ArrowValues.UInt16(65535), "65535");
        yield return Case("uint32", ArrowValues.UInt32(uint.MaxValue), "4294967295");
        yield return Case("uint64", ArrowValues.UInt64(ulong.MaxValue), "18446744073709551615");
        yield return Case(
            "float16",
            ArrowValues.Float16((Half)1, (Half)9.1015625f, Half.NaN, Half.Epsilon, (Half)65504),
            "1", "9.1015625", "NaN", "0.000000059604645", "65504");
        yield return Case(
            "float32", ArrowValues.Float32(1f, 10.1f, 1e21f, 1e-7f, -0f, 0f, float.NegativeInfinity),
            "1", "10.1", "1000000000000000000000", "0.0000001", "-0", "0", "-inf");
        yield return Case(
            "float64", ArrowValues.Float64(0.1, -1.5e-9, 1.25e22, double.NaN, double.PositiveInfinity, 123456789.125, 1e16),
            "0.1", "-0.0000000015", "12500000000000000000000", "NaN", "inf", "123456789.125", "10000000000000000");
        yield return Case("decimal32", ArrowValues.Decimal32(9, 2, 12345, -5, 0), "123.45", "-0.05", "0.00");
        yield return Case("decimal64", ArrowValues.Decimal64(18, 0, -42), "-42");
        yield return Case("decimal128", ArrowValues.Decimal128(38, 38, Int128.One), "0." + new string('0', 37) + "1");
        yield return Case("negative scale", ArrowValues.Decimal128(5, -3, 12, 0), "12000", "0");
        yield return Case(
            "decimal256", ArrowValues.Decimal256(76, 3, BigInteger.Pow(10, 75), -1), "1" + new string('0', 72) + ".000", "-0.001");
        yield return Case(
            "date32", ArrowValues.Date32(0, -1, 19782, 2932896, 2932897, -719528, -719529),
            "1970-01-01", "1969-12-31", "2024-02-29", "9999-12-31", "+10000-01-01", "0000-01-01", "-0001-12-31");
        yield return Case("date32 extremes", ArrowValues.Date32(int.MaxValue, int.MinValue), "+5881580-07-11", "-5877641-06-23");
        yield return Case("date64", ArrowValues.Date64(86_399_999, -1), "1970-01-01", "1969-12-31");
        yield return Case("time32 s", ArrowValues.Time32(TimeUnit.Second, 86_399), "23%3A59%3A59");
        yield return Case("time32 ms", ArrowValues.Time32(TimeUnit.Millisecond, 1_500), "00%3A00%3A01.500");
        yield return Case("time64 us", ArrowValues.Time64(TimeUnit.Microsecond, 1, 1_000), "00%3A00%3A00.000001", "00%3A00%3A00.001");
        yield return Case("time64 ns", ArrowValues.Time64(TimeUnit.Nanosecond, 1, 10_000), "00%3A00%3A00.000000001", "00%3A00%3A00.000010");
        yield return Case("timestamp s", ArrowValues.Timestamp(TimeUnit.Second, null, -1), "1969-12-31 23%3A59%3A59");
        yield return Case(
            "timestamp ms", ArrowValues.Timestamp(TimeUnit.Millisecond, "Europe/Berlin", 1_700_000_000_001), "2023-11-14 22%3A13%3A20.001Z");
        yield return Case("timestamp us", ArrowValues.Timestamp(TimeUnit.Microsecond, "", -1), "1969-12-31 23%3A59%3A59.999999");
        yield return Case("timestamp ns", ArrowValues.Timestamp(TimeUnit.Nanosecond, "UTC", long.MaxValue), "2262-04-11 23%3A47%3A16.854775807Z");
        yield return Case(
            "timestamp extremes", ArrowValues.Timestamp(TimeUnit.Second, null, 253_402_300_800, -62_135_596_801),
            "+10000-01-01 00%3A00%3A00", "0000-12-31 23%3A59%3A59");
        yield return Case(
            "duration", ArrowValues.Duration(TimeUnit.Millisecond, 1500, -250, 0, 60_000), "PT1.5S", "PT-0.25S", "PT0S", "PT60S");
        yield return Case("duration extreme", ArrowValues.Duration(TimeUnit.Nanosecond, long.MinValue), "PT-9223372036.854775808S");
        yield return Case("utf8", ArrowValues.Utf8("a", "", null, "é"), "a", "", null, "é");
        yield return Case("large utf8", ArrowValues.LargeUtf8("a", null), "a", null);
        yield return Case("utf8 view", ArrowValues.Utf8View("a", "longer than twelve bytes", null), "a", "longer than twelve bytes", null);
        yield return Case("binary", ArrowValues.Binary([0xAB, 0], []), "ab00", "");
        yield return Case("large binary", ArrowValues.LargeBinary([0xFF]), "ff");
        yield return Case("binary view", ArrowValues.BinaryView([1]), "01");
        yield return Case("fixed binary", ArrowValues.FixedBinary(3, [1, 2, 3], null), "010203", null);
        yield return Case(
            "guid", ArrowValues.Guids(Guid.Parse("01234567-89ab-cdef-0123-456789abcdef")), "01234567-89ab-cdef-0123-456789abcdef");
        yield return Case("null", ArrowValues.Nulls(1), (string?)null);
        yield return Case(
            "dictionary", ArrowValues.Dictionary(ArrowValues.Int8(1, null, 0, 2), ArrowValues.Utf8("a", "b", null)), "b", null, "a");
        yield return Case(
            "dictionary of dates", ArrowValues.Dictionary(ArrowValues.UInt64(1, 0), ArrowValues.Date32(0, 1)), "1970-01-02", "1970-01-01");
        yield return Case("run ends", ArrowValues.RunEnds([2, 3, 5], ArrowValues.Int32(7, null, 8)), "7", null, "8");
    }

    [TestCaseSource(nameof(Values))]
    public void A_key_value_has_this_text(IArrowArray array, string?[] expected)
        => KeysOf(array).Select(key => key.Path).Should().Equal(
            expected.Select(text => "k=" + (text ?? PartitionPath.NullMarker)));

    [TestCaseSource(nameof(Values))]
    public void The_path_of_a_key_decodes_to_its_values(IArrowArray array, string?[] expected)
        => KeysOf(array).Should().OnlyContain(key => PartitionPath.Decode(key.Path).SequenceEqual(key.Values))
            .And.HaveCount(expected.Length);

    [Test]
    public void A_number_in_a_path_reads_back_and_has_no_exponent()
        => Gen.Double.Sample(
            value =>
            {
                var text = KeysOf(ArrowValues.Float64(value)).Single().Values[0].Text!;
                if (!double.IsFinite(value))
                    return;

                text.Should().NotContainAny("E", "e");
                BitConverter.DoubleToInt64Bits(double.Parse(text, System.Globalization.CultureInfo.InvariantCulture))
                    .Should().Be(BitConverter.DoubleToInt64Bits(value));
            },
            iter: 2_000);

    [Test]
    public void A_date_in_a_path_is_that_of_the_calendar()
        => Gen.Int[-719_162, 2_932_896].Sample(
            days => KeysOf(ArrowValues.Date32(days)).Single().Values[0].Text.Should().Be(
                new DateOnly(1970, 1, 1).AddDays(days).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)),
            iter: 5_000);

    [Test]
    public void All_NaNs_are_one_key_and_the_two_zeros_are_two()
    {
        var other = BitConverter.UInt64BitsToDouble(0xFFF8_0000_0000_0001);

        KeysOf(ArrowValues.Float64(double.NaN, other, 0.0, -0.0)).Select(key => key.Path).Should().Equal("k=NaN", "k=0", "k=-0");
    }

    [Test]
    public void Invalid_text_is_refused_with_the_column_named()
    {
        var array = ArrowValues.Make(
            StringType.Default, 1, ([], 0), [0, 0, 0, 0, 2, 0, 0, 0], [0xC3, 0x28]);

        array.Invoking(KeysOf).Should().Throw<InvalidDataException>().WithMessage("Partition column 'k' *not valid Unicode*");
    }

    [Test]
    public void Invalid_text_that_no_row_uses_does_no_harm()
    {
        var bad = ArrowValues.Make(StringType.Default, 2, ([], 0), [0, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0], [0xC3, 0x28, (byte)'a']);

        KeysOf(ArrowValues.Dictionary(ArrowValues.Int8(1), bad)).Single().Path.Should().Be("k=a");
    }

    [TestCase(86_400)]
    [TestCase(-1)]
    public void A_time_outside_of_the_day_is_refused_with_the_column_and_the_value(int seconds)
        => ArrowValues.Time32(TimeUnit.Second, seconds).Invoking(KeysOf)
            .Should().Throw<InvalidDataException>().WithMessage($"Partition column 'k' *{seconds}*");

    private static TestCaseData Case(string name, IArrowArray array, params string?[] expected)
        => new TestCaseData(array, expected).SetArgDisplayNames(name);

    private static List<PartitionKey> KeysOf(IArrowArray array)
    {
        using var batch = ArrowValues.Batch(("k", array), ("v", ArrowValues.Nulls(array.Length)));
        var splitter = new PartitionSplitter(["k"], batch.Schema, false, KeyText.Encode, false);
        var keys = new List<PartitionKey>();
        foreach (var (key, rows) in splitter.Split(batch))
        {
            keys.Add(key);
            rows.Dispose();
        }

        return keys;
    }
}
