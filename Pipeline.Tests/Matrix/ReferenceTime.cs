using System.Globalization;
using System.Numerics;
using Apache.Arrow.Types;

namespace DataflowWrite.Tests.Matrix;

/// <summary>The texts of dates, times and durations that docs/formats.md promises, by the arithmetic of .NET: simple and slow.</summary>
internal static class ReferenceTime
{
    private const int DaysIn400Years = 146_097;

    public static string Date(BigInteger days)
    {
        // DateTime ends at the year 9999; the calendar repeats after 400 years.
        var cycles = Floor(days, DaysIn400Years);
        var date = new DateTime(1970, 1, 1).AddDays((int)(days - (cycles * DaysIn400Years)));
        var year = date.Year + (400 * cycles);
        var digits = BigInteger.Abs(year).ToString("D4", CultureInfo.InvariantCulture);
        var sign = year.Sign < 0 ? "-" : year > 9999 ? "+" : "";
        return $"{sign}{digits}{date.ToString("-MM-dd", CultureInfo.InvariantCulture)}";
    }

    public static string Time(BigInteger nanos)
    {
        var seconds = (long)(nanos / 1_000_000_000);
        var fraction = (nanos % 1_000_000_000).ToString("D9", CultureInfo.InvariantCulture);
        while (fraction.EndsWith("000", StringComparison.Ordinal))
            fraction = fraction[..^3];

        return TimeSpan.FromSeconds(seconds).ToString("c", CultureInfo.InvariantCulture) + (fraction == "" ? "" : "." + fraction);
    }

    public static string DateTime(BigInteger nanos)
    {
        var days = Floor(nanos, Nanos(86_400));
        return $"{Date(days)}T{Time(nanos - (days * Nanos(86_400)))}";
    }

    public static string Timestamp(BigInteger nanos, string? zone)
    {
        if (string.IsNullOrEmpty(zone))
            return DateTime(nanos);

        if (zone == "UTC")
            return DateTime(nanos) + "Z";

        var utc = System.DateTime.UnixEpoch.AddSeconds((double)Floor(nanos, Nanos(1)));
        var offset = TimeZoneInfo.FindSystemTimeZoneById(zone).GetUtcOffset(utc);
        var sign = offset < TimeSpan.Zero ? '-' : '+';
        return $"{DateTime(nanos + Nanos((long)offset.TotalSeconds))}{sign}{offset:hh\\:mm}";
    }

    public static string Duration(BigInteger nanos) => $"{(nanos.Sign < 0 ? "-" : "")}PT{Seconds(BigInteger.Abs(nanos))}S";

    public static string Period(int months, int days, BigInteger nanos)
    {
        var text = "P";
        text += months / 12 == 0 ? "" : $"{months / 12}Y";
        text += months % 12 == 0 ? "" : $"{months % 12}M";
        text += days == 0 ? "" : $"{days}D";
        text += nanos.IsZero ? "" : $"T{(nanos.Sign < 0 ? "-" : "")}{Seconds(BigInteger.Abs(nanos))}S";
        return text == "P" ? "PT0S" : text;
    }

    public static BigInteger Nanos(BigInteger value, TimeUnit unit) => value * unit switch
    {
        TimeUnit.Second => 1_000_000_000,
        TimeUnit.Millisecond => 1_000_000,
        TimeUnit.Microsecond => 1_000,
        _ => 1,
    };

    private static BigInteger Nanos(long seconds) => Nanos(seconds, TimeUnit.Second);

    private static string Seconds(BigInteger nanos)
    {
        var fraction = (nanos % 1_000_000_000).ToString("D9", CultureInfo.InvariantCulture).TrimEnd('0');
        return $"{nanos / 1_000_000_000}{(fraction == "" ? "" : "." + fraction)}";
    }

    private static BigInteger Floor(BigInteger value, BigInteger divisor)
    {
        var quotient = BigInteger.DivRem(value, divisor, out var rest);
        return rest.Sign < 0 ? quotient - 1 : quotient;
    }
}
