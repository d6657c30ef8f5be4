using System.Numerics;
using Apache.Arrow;
using Apache.Arrow.Types;
using DataflowWrite.Partitioning;
using DataflowWrite.Partitioning.Keys;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Partitioning;

public sealed class PartitionTransformTests
{
    [Test]
    public void The_time_before_1970_belongs_to_the_period_that_it_lies_in()
    {
        var seconds = ArrowValues.Timestamp(TimeUnit.Second, null, -1, -3_600, -3_601, -86_401, 0, null);

        Keys(seconds, PartitionTransform.Hour).Should().Equal(
            "1969-12-31-23", "1969-12-31-23", "1969-12-31-22", "1969-12-30-23", "1970-01-01-00", null);
        Keys(seconds, PartitionTransform.Day).Should().Equal("1969-12-31", "1969-12-31", "1969-12-31", "1969-12-30", "1970-01-01", null);
        Keys(ArrowValues.Date32(-1, -31, -32, -365, -366), PartitionTransform.Month)
            .Should().Equal("1969-12", "1969-12", "1969-11", "1969-01", "1968-12");
        Keys(ArrowValues.Date64(-1, -31_536_000_001), PartitionTransform.Year).Should().Equal("1969", "1968");
        Keys(ArrowValues.Timestamp(TimeUnit.Nanosecond, "UTC", -1), PartitionTransform.Year).Should().Equal("1969");
    }

    [Test]
    public void Years_of_any_number_of_digits_have_a_name()
    {
        var seconds = ArrowValues.Timestamp(TimeUnit.Second, null, -62_167_219_200, -62_167_219_201, 253_402_300_800);

        Keys(seconds, PartitionTransform.Year).Should().Equal("0000", "-0001", "+10000");
        Keys(seconds, PartitionTransform.Month).Should().Equal("0000-01", "-0001-12", "+10000-01");
        Keys(seconds, PartitionTransform.Hour).Should().Equal("0000-01-01-00", "-0001-12-31-23", "+10000-01-01-00");
        Keys(ArrowValues.Timestamp(TimeUnit.Second, null, long.MinValue), PartitionTransform.Year).Should().Equal("-292277022657");
    }

    [Test]
    public void A_column_with_a_zone_goes_by_utc_unless_told_otherwise()
    {
        var midnight = ArrowValues.Timestamp(TimeUnit.Millisecond, "Europe/Vienna", 1_725_314_400_000);

        Keys(midnight, PartitionTransform.Hour).Should().Equal("2024-09-02-22");
        Keys(midnight, PartitionTransform.HourIn("Europe/Vienna")).Should().Equal("2024-09-03-00");
        Keys(midnight, PartitionTransform.DayIn("Europe/Vienna")).Should().Equal("2024-09-03");
        Keys(midnight, PartitionTransform.DayIn("-05:00")).Should().Equal("2024-09-02");
    }

    [Test]
    public void The_doubled_hour_is_two_hours_told_apart_by_the_offset()
    {
        var ends = ArrowValues.Timestamp(TimeUnit.Second, "UTC", 1_729_983_600, 1_729_987_200, 1_729_990_799, 1_729_990_800, 1_729_994_400);

        Keys(ends, PartitionTransform.HourIn("Europe/Vienna")).Should().Equal(
            "2024-10-27-01", "2024-10-27-02+0200", "2024-10-27-02+0200", "2024-10-27-02+0100", "2024-10-27-03");
        Keys(ends, PartitionTransform.Hour).Should().Equal(
            "2024-10-26-23", "2024-10-27-00", "2024-10-27-00", "2024-10-27-01", "2024-10-27-02");
        Keys(ArrowValues.Timestamp(TimeUnit.Second, "UTC", 1_730_611_800, 1_730_615_400), PartitionTransform.HourIn("America/New_York"))
            .Should().Equal("2024-11-03-01-0400", "2024-11-03-01-0500");
    }

    [Test]
    public void The_hour_that_is_left_out_in_spring_is_no_ones()
        => Keys(ArrowValues.Timestamp(TimeUnit.Second, "UTC", 1_711_846_799, 1_711_846_800), PartitionTransform.HourIn("Europe/Vienna"))
            .Should().Equal("2024-03-31-01", "2024-03-31-03");

    [Test]
    public void A_clock_that_goes_back_by_half_an_hour_doubles_half_an_hour()
        => Keys(
            ArrowValues.Timestamp(TimeUnit.Second, "UTC", 1_712_412_000, 1_712_415_600, 1_712_417_400),
            PartitionTransform.HourIn("Australia/Lord_Howe"))
            .Should().Equal("2024-04-07-01+1100", "2024-04-07-01+1030", "2024-04-07-02");

    [Test]
    public void Numbers_are_cut_downwards()
    {
        Keys(ArrowValues.Int32(1, -1, 0, 10, -10, null), PartitionTransform.Truncate(10)).Should().Equal("0", "-10", "0", "10", "-10", null);
        Keys(ArrowValues.Int8(-128, 127), PartitionTransform.Truncate(100)).Should().Equal("-200", "100");
        Keys(ArrowValues.Int64(long.MinValue, long.MaxValue), PartitionTransform.Truncate(10))
            .Should().Equal("-9223372036854775810", "9223372036854775800");
        Keys(ArrowValues.UInt64(ulong.MaxValue), PartitionTransform.Truncate(10)).Should().Equal("18446744073709551610");
    }

    [Test]
    public void Decimals_are_cut_downwards_at_their_last_digits()
    {
        Keys(ArrowValues.Decimal32(9, 2, 1065, -1, 5), PartitionTransform.Truncate(50)).Should().Equal("10.50", "-0.50", "0.00");
        Keys(ArrowValues.Decimal128(38, 2, (Int128)1065, (Int128)(-1), null), PartitionTransform.Truncate(50)).Should().Equal("10.50", "-0.50", null);
        Keys(ArrowValues.Decimal256(76, 0, -BigInteger.Pow(10, 70) - 1, BigInteger.Pow(10, 70) + 19), PartitionTransform.Truncate(10))
            .Should().Equal("-1" + new string('0', 68) + "10", "1" + new string('0', 68) + "10");
    }

    [Test]
    public void Text_is_cut_at_code_points_and_binary_at_bytes()
    {
        string[] cut = ["ice", "é€😀", "ab", ""];

        Keys(ArrowValues.Utf8("iceberg", "é€😀x", "ab", ""), PartitionTransform.Truncate(3)).Should().Equal(cut);
        Keys(ArrowValues.LargeUtf8("iceberg", "é€😀x", "ab", ""), PartitionTransform.Truncate(3)).Should().Equal(cut);
        Keys(ArrowValues.Utf8View("iceberg and more", "é€😀x and much more", "ab", ""), PartitionTransform.Truncate(3)).Should().Equal(cut);
        Keys(ArrowValues.FixedBinary(3, [[1, 2, 3]]), PartitionTransform.Truncate(2)).Should().Equal("0102");
        Keys(ArrowValues.Binary([1, 2, 3], [], null), PartitionTransform.Truncate(2)).Should().Equal("0102", "", null);
    }

    [Test]
    public void Values_of_one_key_share_a_code_in_all_batches_and_dictionaries()
    {
        var column = LayeredColumns.Create(
            new Field("k", new DictionaryType(Int8Type.Default, StringType.Default, false), true), PartitionTransform.Truncate(1));
        var codes = new int[4];
        column.Encode(ArrowValues.Dictionary(ArrowValues.Int8(0, 1, 2, null), ArrowValues.Utf8("ab", "b", "ac")).Data, codes);
        codes.Should().Equal(1, 2, 1, 0);
        column.Encode(ArrowValues.Dictionary(ArrowValues.Int8(0, 1, 1, 0), ArrowValues.Utf8("bx", null)).Data, codes);
        codes.Should().Equal(2, 0, 0, 2);
    }

    [Test]
    public void Nulls_alone_have_the_null_key_of_every_transform()
    {
        foreach (var transform in new[] { PartitionTransform.Day, PartitionTransform.Bucket(4), PartitionTransform.Truncate(4) })
            Keys(ArrowValues.Nulls(2), transform).Should().Equal(null, null);
    }

    [TestCase(0)]
    [TestCase(-1)]
    public void A_width_or_count_below_one_is_refused(int number)
    {
        FluentActions.Invoking(() => PartitionTransform.Bucket(number)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => PartitionTransform.Truncate(number)).Should().Throw<ArgumentOutOfRangeException>();
    }

    [TestCase("Europe/Atlantis")]
    [TestCase("+25:00")]
    [TestCase("")]
    public void A_zone_that_is_not_known_is_refused_when_the_transform_is_made(string zone)
        => FluentActions.Invoking(() => PartitionTransform.DayIn(zone)).Should().Throw<ArgumentException>();

    [Test]
    public void Transforms_are_equal_when_they_do_the_same()
    {
        PartitionTransform.Bucket(4).Should().Be(PartitionTransform.Bucket(4)).And.NotBe(PartitionTransform.Bucket(5));
        PartitionTransform.DayIn("UTC").Should().NotBe(PartitionTransform.Day);
        PartitionField.Hour("at", "UTC").Should().Be(new PartitionField("at", PartitionTransform.HourIn("UTC")));
    }

    [Test]
    public void Rows_of_known_keys_are_coded_without_allocation()
    {
        var times = RandomTimes(10_000);
        (IArrowArray Values, PartitionTransform Transform)[] cases =
        [
            (times, PartitionTransform.Year), (times, PartitionTransform.HourIn("Europe/Vienna")), (times, PartitionTransform.Bucket(8)),
            (RandomColumns.Make("decimal128", 1, 10_000, 0.1), PartitionTransform.Truncate(int.MaxValue)),
            (RandomColumns.Make("decimal256", 1, 10_000, 0.1), PartitionTransform.Bucket(8)),
            (RandomColumns.Make("utf8", 1, 10_000, 0.1), PartitionTransform.Truncate(1)),
            (RandomColumns.Make("guid", 1, 10_000, 0.1), PartitionTransform.Bucket(8)),
        ];
        foreach (var (values, transform) in cases)
        {
            var column = LayeredColumns.Create(new Field("k", values.Data.DataType, true), transform);
            var codes = new int[values.Length];
            column.Encode(values.Data, codes);

            var before = GC.GetAllocatedBytesForCurrentThread();
            column.Encode(values.Data, codes);
            (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(1_000, "{0} of {1}", transform, values.Data.DataType.Name);
        }
    }

    // Of one year: 8,784 hours at most.
    private static IArrowArray RandomTimes(int count)
    {
        var random = new Random(7);
        return ArrowValues.Timestamp(
            TimeUnit.Microsecond, "UTC",
            [.. Enumerable.Range(0, count).Select(_ => (long?)(1_704_067_200_000_000 + random.NextInt64(31_622_400_000_000)))]);
    }

    private static string?[] Keys(IArrowArray values, PartitionTransform transform) => TransformedKeys.Of(values, transform);
}
