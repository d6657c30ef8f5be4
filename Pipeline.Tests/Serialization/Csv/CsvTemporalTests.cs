using Apache.Arrow.Scalars;
using Apache.Arrow.Types;
using DataflowWrite.Serialization;
using DataflowWrite.Serialization.Csv;
using static DataflowWrite.Tests.Serialization.SerializedText;
using static DataflowWrite.Tests.Support.ArrowValues;

namespace DataflowWrite.Tests.Serialization.Csv;

public sealed class CsvTemporalTests
{
    private const long Noon = 1_725_278_400;

    [Test]
    public void Dates_are_iso()
        => CsvFields(Date32(new DateOnly(2024, 2, 29), null, new DateOnly(1, 1, 1), new DateOnly(9999, 12, 31)))
            .Should().Equal("2024-02-29", "", "0001-01-01", "9999-12-31");

    [Test]
    public void Dates_outside_four_digit_years_keep_their_sign()
        => CsvFields(Date32((int?)-719_528, -719_529, 2_932_897, int.MinValue, int.MaxValue)).Should().Equal(
            "0000-01-01", "-0001-12-31", "+10000-01-01", "-5877641-06-23", "+5881580-07-11");

    [Test]
    public void Every_day_of_the_calendar_agrees_with_dotnet()
    {
        var days = Enumerable.Range(0, DateOnly.MaxValue.DayNumber / 97).Select(i => DateOnly.FromDayNumber(i * 97)).ToArray();
        var expected = days.Select(d => d.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));

        CsvFields(Date32([.. days.Select(d => (DateOnly?)d)])).Should().Equal(expected);
    }

    [Test]
    public void Date64_has_a_time()
        => CsvFields(Date64(0, -1, Noon * 1000, null)).Should().Equal(
            "1970-01-01T00:00:00", "1969-12-31T23:59:59.999", "2024-09-02T12:00:00", "");

    [Test]
    public void Timestamps_have_as_many_fraction_digits_as_they_need()
    {
        CsvFields(Timestamp(TimeUnit.Second, null, Noon, -1, null)).Should().Equal(
            "2024-09-02T12:00:00", "1969-12-31T23:59:59", "");
        CsvFields(Timestamp(TimeUnit.Millisecond, null, 1, 1000)).Should().Equal(
            "1970-01-01T00:00:00.001", "1970-01-01T00:00:01");
        CsvFields(Timestamp(TimeUnit.Microsecond, null, 1, 1000, -1)).Should().Equal(
            "1970-01-01T00:00:00.000001", "1970-01-01T00:00:00.001", "1969-12-31T23:59:59.999999");
        CsvFields(Timestamp(TimeUnit.Nanosecond, null, 1, 1000, 500_000_000, -1)).Should().Equal(
            "1970-01-01T00:00:00.000000001", "1970-01-01T00:00:00.000001", "1970-01-01T00:00:00.500",
            "1969-12-31T23:59:59.999999999");
    }

    [Test]
    public void Extreme_timestamps_do_not_fail()
    {
        CsvFields(Timestamp(TimeUnit.Nanosecond, null, long.MinValue, long.MaxValue)).Should().Equal(
            "1677-09-21T00:12:43.145224192", "2262-04-11T23:47:16.854775807");
        CsvFields(Timestamp(TimeUnit.Microsecond, null, long.MinValue)).Should().Equal("-290308-12-21T19:59:05.224192");
        CsvFields(Timestamp(TimeUnit.Second, "America/New_York", long.MinValue, long.MaxValue))
            .Should().AllSatisfy(text => text.Should().MatchRegex(@"^[+-]2922770\d{5}-\d\d-\d\dT\d\d:\d\d:\d\d-0[45]:\d\d$"));
    }

    [TestCase("UTC", "2024-09-02T12:00:00Z")]
    [TestCase("Z", "2024-09-02T12:00:00Z")]
    [TestCase("+00:00", "2024-09-02T12:00:00Z")]
    [TestCase("+05:30", "2024-09-02T17:30:00+05:30")]
    [TestCase("-0930", "2024-09-02T02:30:00-09:30")]
    [TestCase("+14", "2024-09-03T02:00:00+14:00")]
    [TestCase("Europe/Berlin", "2024-09-02T14:00:00+02:00")]
    [TestCase("America/New_York", "2024-09-02T08:00:00-04:00")]
    [TestCase("Etc/UTC", "2024-09-02T12:00:00Z")]
    public void A_timestamp_with_a_zone_has_its_local_time_and_offset(string zone, string expected)
    {
        CsvFields(Timestamp(TimeUnit.Second, zone, Noon)).Should().Equal(expected);
        CsvFields(Timestamp(TimeUnit.Nanosecond, zone, (Noon * 1_000_000_000) + 1)).Should()
            .Equal(expected.Insert(19, ".000000001"));
    }

    [Test]
    public void The_offset_changes_at_the_second_at_which_the_zone_does()
    {
        const long Spring = 1_711_846_800;

        CsvFields(Timestamp(TimeUnit.Second, "Europe/Berlin", Spring - 1, Spring, Spring - 1)).Should().Equal(
            "2024-03-31T01:59:59+01:00", "2024-03-31T03:00:00+02:00", "2024-03-31T01:59:59+01:00");
    }

    [TestCase("Nowhere/Land")]
    [TestCase("+25:00")]
    [TestCase("+5:30")]
    public void An_unknown_zone_is_refused_before_the_first_byte(string zone)
    {
        var schema = SchemaOf(("at", Timestamp(TimeUnit.Second, zone, Noon)));

        FluentActions.Invoking(() => FileFormat.Csv().Validate(schema))
            .Should().Throw<NotSupportedException>().WithMessage($"Column 'at': the time zone '{zone}'*");
    }

    [Test]
    public void Times_have_as_many_fraction_digits_as_they_need()
    {
        CsvFields(Time32(TimeUnit.Second, 0, 86_399, null)).Should().Equal("00:00:00", "23:59:59", "");
        CsvFields(Time32(TimeUnit.Millisecond, 1, 3_723_000)).Should().Equal("00:00:00.001", "01:02:03");
        CsvFields(Time64(TimeUnit.Microsecond, 1, 1000)).Should().Equal("00:00:00.000001", "00:00:00.001");
        CsvFields(Time64(TimeUnit.Nanosecond, 86_399_999_999_999)).Should().Equal("23:59:59.999999999");
    }

    [Test]
    public void Times_outside_a_day_keep_their_meaning()
        => CsvFields(Time32(TimeUnit.Millisecond, 86_400_000, -1, -1000, 360_000_001, int.MinValue)).Should().Equal(
            "24:00:00", "-00:00:00.001", "-00:00:01", "100:00:00.001", "-596:31:23.648");

    [Test]
    public void Durations_are_iso_seconds()
    {
        CsvFields(Duration(TimeUnit.Second, 0, -90, null)).Should().Equal("PT0S", "-PT90S", "");
        CsvFields(Duration(TimeUnit.Millisecond, 1500, -1)).Should().Equal("PT1.5S", "-PT0.001S");
        CsvFields(Duration(TimeUnit.Microsecond, 1)).Should().Equal("PT0.000001S");
        CsvFields(Duration(TimeUnit.Nanosecond, long.MinValue)).Should().Equal("-PT9223372036.854775808S");
    }

    [Test]
    public void Intervals_are_iso()
    {
        CsvFields(YearMonths(14, 12, -1, 0, null)).Should().Equal("P1Y2M", "P1Y", "P-1M", "PT0S", "");
        CsvFields(DayTimes(new DayTimeInterval(1, 500), new DayTimeInterval(-1, 0), null))
            .Should().Equal("P1DT0.5S", "P-1D", "");
        CsvFields(MonthDayNanos(new MonthDayNanosecondInterval(14, 3, -1_000_000_001), default(MonthDayNanosecondInterval)))
            .Should().Equal("P1Y2M3DT-1.000000001S", "PT0S");
    }

    [Test]
    public void Each_kind_has_a_format_of_its_own()
    {
        var options = new CsvOptions
        {
            DateFormat = "dd.MM.yyyy",
            DateTimeFormat = "yyyyMMdd'T'HHmmss",
            TimestampFormat = "yyyy-MM-dd HH:mm:ss.fffffffff",
            TimestampZonedFormat = "yyyy-MM-dd HH:mm:ss.FFFFFFzzz",
            TimeFormat = "HH\"h\"mm",
        };

        CsvFields(Date32(0, null), options).Should().Equal("01.01.1970", "");
        CsvFields(Date64(Noon * 1000), options).Should().Equal("20240902T120000");
        CsvFields(Timestamp(TimeUnit.Nanosecond, null, -1), options).Should().Equal("1969-12-31 23:59:59.999999999");
        CsvFields(Timestamp(TimeUnit.Microsecond, "+05:30", 0, 1_500_000), options).Should().Equal(
            "1970-01-01 05:30:00+05:30", "1970-01-01 05:30:01.5+05:30");
        CsvFields(Time32(TimeUnit.Second, 3_723), options).Should().Equal("01h02");
    }

    [Test]
    public void A_k_is_z_where_the_offset_is_zero()
    {
        var options = new CsvOptions { TimestampZonedFormat = "HH:mmK" };

        CsvFields(Timestamp(TimeUnit.Second, "UTC", 0), options).Should().Equal("00:00Z");
        CsvFields(Timestamp(TimeUnit.Second, "-01:00", 0), options).Should().Equal("23:00-01:00");
    }

    [Test]
    public void A_format_with_the_delimiter_is_quoted()
        => CsvFields(Date32(0), new CsvOptions { DateFormat = "dd, MM" }).Should().Equal("\"01, 01\"");

    [TestCase("")]
    [TestCase("yy")]
    [TestCase("yyyy-mm")]
    [TestCase("yyyy HH")]
    [TestCase("yyyyK")]
    [TestCase("yyyyT")]
    [TestCase("yyyy 'open")]
    [TestCase("yyyy\\d")]
    [TestCase("%d")]
    [TestCase("'text'")]
    public void A_format_with_an_unknown_or_misplaced_field_is_refused(string pattern)
        => FluentActions.Invoking(() => FileFormat.Csv(new CsvOptions { DateFormat = pattern }))
            .Should().Throw<ArgumentException>().WithMessage($"DateFormat \"{pattern}\":*");

    [Test]
    public void An_offset_has_no_place_in_a_timestamp_without_a_zone()
        => FluentActions.Invoking(() => FileFormat.Csv(new CsvOptions { TimestampFormat = "yyyyzzz" }))
            .Should().Throw<ArgumentException>().WithMessage("TimestampFormat*'zzz'*");
}
