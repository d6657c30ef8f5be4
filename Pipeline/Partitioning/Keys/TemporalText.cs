using System.Globalization;
using Apache.Arrow.Types;

namespace DataflowWrite.Partitioning.Keys;

/// <summary>
/// Dates, times and durations as text, in the proleptic Gregorian calendar. Years outside 0000 to 9999 have a sign, as ISO 8601 wants.
/// </summary>
internal static class TemporalText
{
    public const int SecondsPerDay = 86_400;

    private const int MonthsPerYear = 12;

    public static string OfYear(long year)
        => string.Create(CultureInfo.InvariantCulture, $"{(year > 9999 ? "+" : "")}{year:D4}");

    /// <summary>A month by its number from the first one of year 0 on; see <see cref="MonthOfDay"/>.</summary>
    public static string OfMonth(long month)
    {
        var year = FloorDivide(month, MonthsPerYear);
        return string.Create(CultureInfo.InvariantCulture, $"{OfYear(year)}-{month - (year * MonthsPerYear) + 1:D2}");
    }

    public static string OfDate(long daysSinceEpoch)
    {
        var (year, month, day) = Civil(daysSinceEpoch);
        return string.Create(CultureInfo.InvariantCulture, $"{OfYear(year)}-{month:D2}-{day:D2}");
    }

    public static string OfHour(long hoursSinceEpoch)
    {
        var day = FloorDivide(hoursSinceEpoch, 24);
        return string.Create(CultureInfo.InvariantCulture, $"{OfDate(day)}-{hoursSinceEpoch - (day * 24):D2}");
    }

    public static string OfTimestamp(long value, TimeUnit unit, bool zoned)
    {
        var perSecond = PerSecond(unit);
        var seconds = FloorDivide(value, perSecond);
        var days = FloorDivide(seconds, SecondsPerDay);
        var time = OfSeconds((int)(seconds - (days * SecondsPerDay)), value - (seconds * perSecond), perSecond);
        return $"{OfDate(days)} {time}{(zoned ? "Z" : "")}";
    }

    public static string OfTime(string name, long value, TimeUnit unit)
    {
        var perSecond = PerSecond(unit);
        if (value < 0 || value / perSecond >= SecondsPerDay)
            throw PartitionErrors.OutOfRange(name, $"time of day in {Plural(unit)}", value, "a day has 86,400 seconds");

        return OfSeconds((int)(value / perSecond), value % perSecond, perSecond);
    }

    public static string OfDuration(long value, TimeUnit unit)
    {
        var perSecond = PerSecond(unit);
        var magnitude = Int128.Abs(value);
        var seconds = magnitude / perSecond;
        var fraction = (long)(magnitude % perSecond);
        var digits = fraction == 0 ? "" : "." + Fraction(fraction, perSecond).TrimEnd('0');
        return string.Create(CultureInfo.InvariantCulture, $"PT{(value < 0 ? "-" : "")}{seconds}{digits}S");
    }

    public static long YearOfDay(long daysSinceEpoch) => Civil(daysSinceEpoch).Year;

    /// <summary>Months from the first one of year 0 on.</summary>
    public static long MonthOfDay(long daysSinceEpoch)
    {
        var (year, month, _) = Civil(daysSinceEpoch);
        return (year * MonthsPerYear) + month - 1;
    }

    public static long FloorDivide(long value, long divisor)
    {
        var quotient = value / divisor;
        return value - (quotient * divisor) < 0 ? quotient - 1 : quotient;
    }

    public static long PerSecond(TimeUnit unit) => unit switch
    {
        TimeUnit.Second => 1,
        TimeUnit.Millisecond => 1_000,
        TimeUnit.Microsecond => 1_000_000,
        _ => 1_000_000_000,
    };

    private static string OfSeconds(int seconds, long fraction, long perSecond)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:D2}:{seconds / 60 % 60:D2}:{seconds % 60:D2}");
        if (fraction == 0)
            return text;

        var digits = Fraction(fraction, perSecond);
        while (digits.Length > 3 && digits.EndsWith("000", StringComparison.Ordinal))
            digits = digits[..^3];

        return $"{text}.{digits}";
    }

    private static string Fraction(long fraction, long perSecond)
        => (perSecond + fraction).ToString(CultureInfo.InvariantCulture)[1..];

    // Years are counted from March, so that the leap day is the last of its year, in eras of 400 years.
    private static (long Year, int Month, int Day) Civil(long daysSinceEpoch)
    {
        const int daysPerEra = 146_097;
        var days = daysSinceEpoch + 719_468;
        var era = FloorDivide(days, daysPerEra);
        var dayOfEra = (int)(days - (era * daysPerEra));
        var yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36_524) - (dayOfEra / 146_096)) / 365;
        var dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        var monthFromMarch = ((5 * dayOfYear) + 2) / 153;
        var day = dayOfYear - (((153 * monthFromMarch) + 2) / 5) + 1;
        var month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
        return (yearOfEra + (era * 400) + (month <= 2 ? 1 : 0), month, day);
    }

    private static string Plural(TimeUnit unit) => unit switch
    {
        TimeUnit.Second => "seconds",
        TimeUnit.Millisecond => "milliseconds",
        TimeUnit.Microsecond => "microseconds",
        _ => "nanoseconds",
    };
}
