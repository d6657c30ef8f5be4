using System.Globalization;
using Apache.Arrow;
using Apache.Arrow.Types;
using CsCheck;
using DataflowWrite.Partitioning;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Partitioning;

public sealed class TransformPropertyTests
{
    private static readonly string[] Bucketed =
    [
        "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "decimal32", "decimal64", "decimal128", "decimal256", "date32",
        "date64", "time32", "time64", "timestamp", "timestamp zoned", "utf8", "large utf8", "utf8 view", "binary", "large binary", "binary view",
        "fixed binary", "guid", "dictionary of utf8", "dictionary of int64", "run ends",
    ];

    private static readonly string[] Truncated
        = [.. Bucketed.Except(["date32", "date64", "time32", "time64", "timestamp", "timestamp zoned", "guid"])];

    private static readonly string[] Zones =
        ["Europe/Vienna", "America/New_York", "Australia/Lord_Howe", "America/Havana", "Asia/Kathmandu", "+05:30", "UTC"];

    private static readonly Gen<(int Seed, int Length, int Start)> Columns = Gen.Select(Gen.Int[0, int.MaxValue], Gen.Int[0, 80], Gen.Int[0, 20]);

    [Test]
    public void A_bucket_is_that_of_the_reference()
        => Gen.Select(Of(Bucketed), Columns, Of(1, 2, 7, 16, 1000, int.MaxValue)).Sample(
            (type, column, count) => Check(
                Sliced(RandomColumns.Make(type, column.Seed, column.Length, 0.2), column.Start), PartitionTransform.Bucket(count),
                (values, row) => TransformModel.Bucket(values, row, count)),
            iter: 2_000);

    [Test]
    public void A_truncated_value_is_that_of_the_reference()
        => Gen.Select(Of(Truncated), Columns, Of(1, 2, 3, 10, 50, 1000, int.MaxValue)).Sample(
            (type, column, width) => Check(
                Sliced(RandomColumns.Make(type, column.Seed, column.Length, 0.2), column.Start), PartitionTransform.Truncate(width),
                (values, row) => TransformModel.Truncate(values, row, width)),
            iter: 2_000);

    [Test]
    public void A_period_is_that_of_the_frameworks_calendar()
        => Gen.Select(Columns, Gen.Int[0, 5], Gen.Int[0, 3]).Sample(
            (column, type, period) =>
            {
                var values = Sliced(Dates(type, column.Seed, column.Length, null), column.Start);
                var (transform, pattern) = period switch
                {
                    0 => (PartitionTransform.Year, "yyyy"),
                    1 => (PartitionTransform.Month, "yyyy-MM"),
                    2 => (PartitionTransform.Day, "yyyy-MM-dd"),
                    _ => (PartitionTransform.Hour, "yyyy-MM-dd-HH"),
                };
                if (period < 3 || type < 4)
                    Check(values, transform, (array, row) => TransformModel.Time(array, row, pattern));
            },
            iter: 2_000);

    [Test]
    public void A_period_in_a_zone_is_that_of_the_frameworks_zone()
        => Gen.Select(Columns, Gen.Int[0, 3], Of(Zones), Gen.Int[0, 3]).Sample(
            (column, unit, zone, period) =>
            {
                var values = Sliced(Dates(unit, column.Seed, column.Length, "Europe/Berlin"), column.Start);
                var info = zone[0] == '+' ? TimeZoneInfo.CreateCustomTimeZone(zone, TimeSpan.FromMinutes(330), null, null)
                    : TimeZoneInfo.FindSystemTimeZoneById(zone);
                var (transform, pattern) = period switch
                {
                    0 => (PartitionTransform.YearIn(zone), "yyyy"),
                    1 => (PartitionTransform.MonthIn(zone), "yyyy-MM"),
                    2 => (PartitionTransform.DayIn(zone), "yyyy-MM-dd"),
                    _ => (PartitionTransform.HourIn(zone), "yyyy-MM-dd-HH"),
                };
                Check(values, transform, (array, row) => TransformModel.LocalTime(array, row, info) is { } time
                    ? time.ToString(pattern, CultureInfo.InvariantCulture) + (period == 3 ? OffsetOf(time, info) : "")
                    : null);
            },
            iter: 2_000);

    [TestCaseSource(nameof(Zones))]
    public void An_hour_of_a_zone_holds_instants_of_one_hour_that_follow_each_other(string zone)
    {
        var first = new DateTimeOffset(2023, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds();
        var seconds = Enumerable.Range(0, 2 * 365 * 24 * 6).Select(i => (long?)(first + (i * 600L))).ToArray();
        var keys = TransformedKeys.Of(ArrowValues.Timestamp(TimeUnit.Second, "UTC", seconds), PartitionTransform.HourIn(zone));

        var changes = Enumerable.Range(1, keys.Length - 1).Where(i => keys[i] != keys[i - 1]).ToArray();
        keys.Distinct().Should().HaveCount(changes.Length + 1);
        changes.Zip(changes.Skip(1)).Should().OnlyContain(pair => pair.Second - pair.First <= 6);
    }

    private static Gen<T> Of<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    // The framework counts a time as ambiguous that the clock shows twice.
    private static string OffsetOf(DateTimeOffset time, TimeZoneInfo zone)
    {
        var hour = time.DateTime.AddTicks(-(time.Ticks % TimeSpan.TicksPerHour));
        var isTwice = Enumerable.Range(0, 60).Any(minute => zone.IsAmbiguousTime(hour.AddMinutes(minute)));
        return isTwice ? time.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", "", StringComparison.Ordinal) : "";
    }

    private static void Check(IArrowArray values, PartitionTransform transform, Func<IArrowArray, int, string?> model)
        => TransformedKeys.Of(values, transform).Should().Equal(Enumerable.Range(0, values.Length).Select(row => model(values, row)));

    private static IArrowArray Sliced(IArrowArray values, int start)
        => ArrowArrayFactory.Slice(values, Math.Min(start, values.Length), values.Length - Math.Min(start, values.Length));

    // From 1680 to 2260, which nanoseconds can count, and half of them near the end of a summer time.
    private static IArrowArray Dates(int type, int seed, int length, string? zone)
    {
        var random = new Random(seed);
        var seconds = Enumerable.Range(0, length).Select(_ => random.Next(5) switch
        {
            0 => default(long?),
            1 => random.NextInt64(-9_151_488_000, 9_151_488_000),
            2 => random.NextInt64(-100_000, 100_000),
            _ => 1_729_900_800 + random.NextInt64(0, 300_000) + (random.Next(2) * 629_000),
        }).ToArray();
        long?[] Times(long perSecond) => System.Array.ConvertAll(seconds, s => (s * perSecond) + random.NextInt64(perSecond));
        return type switch
        {
            0 => ArrowValues.Timestamp(TimeUnit.Second, zone, seconds),
            1 => ArrowValues.Timestamp(TimeUnit.Millisecond, zone, Times(1_000)),
            2 => ArrowValues.Timestamp(TimeUnit.Microsecond, zone, Times(1_000_000)),
            3 => ArrowValues.Timestamp(TimeUnit.Nanosecond, zone, Times(1_000_000_000)),
            4 => ArrowValues.Date64(Times(1_000)),
            _ => ArrowValues.Date32(System.Array.ConvertAll(seconds, s => (int?)(s / 86_400))),
        };
    }
}
