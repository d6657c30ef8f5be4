using System.Globalization;
using DataflowWrite.Columns;
using DataflowWrite.Partitioning.Keys;

namespace DataflowWrite.Partitioning.Transforms;

/// <summary>
/// Hours on the clock of a time zone as <c>2024-09-02-15</c>. One in which the clock has two offsets, as when summer time ends, has its
/// offset behind it, <c>2024-10-27-02+0200</c> and <c>2024-10-27-02+0100</c>: no two hours have one text.
/// </summary>
internal static class ClockHourText
{
    public const int SecondsPerHour = 3_600;

    // Farther apart than one hour of the clock can be shown twice: the date line has been moved by a day.
    private const int Reach = 25 * SecondsPerHour;

    public static string Of(ClockHour hour, ZoneOffsets zone)
    {
        var text = TemporalText.OfHour(hour.Hour);
        var start = StartOf(hour.Hour, hour.OffsetMinutes);
        var shownTwice = IsShownUnder(zone, zone.MinutesAt(start - Reach), hour) || IsShownUnder(zone, zone.MinutesAt(start + Reach), hour);
        return shownTwice ? text + OffsetOf(hour.OffsetMinutes) : text;
    }

    // Whether a part of the hour has the other offset. Offsets change on whole minutes.
    private static bool IsShownUnder(ZoneOffsets zone, int otherOffset, ClockHour hour)
    {
        if (otherOffset == hour.OffsetMinutes)
            return false;

        var start = StartOf(hour.Hour, otherOffset);
        for (var second = 0; second < SecondsPerHour; second += 60)
            if (zone.MinutesAt(start + second) == otherOffset)
                return true;

        return false;
    }

    private static long StartOf(long hour, int offsetMinutes) => (hour * SecondsPerHour) - (offsetMinutes * 60L);

    private static string OffsetOf(int minutes)
    {
        var (hours, rest) = Math.DivRem(Math.Abs(minutes), 60);
        return string.Create(CultureInfo.InvariantCulture, $"{(minutes < 0 ? '-' : '+')}{hours:D2}{rest:D2}");
    }
}
