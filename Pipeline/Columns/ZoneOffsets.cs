using System.Security;

namespace DataflowWrite.Columns;

/// <summary>
/// The offset from UTC that a time zone has at an instant. Keeps a cache: one thread at a time uses it.
/// </summary>
internal sealed class ZoneOffsets
{
    // Offsets rarely change, and hardly ever twice in an hour: an hour with the same offset at both ends has it throughout.
    private const long Bucket = 3_600;

    private static readonly long MinSeconds = DateTimeOffset.MinValue.ToUnixTimeSeconds();
    private static readonly long MaxSeconds = DateTimeOffset.MaxValue.ToUnixTimeSeconds() - Bucket;

    private readonly TimeZoneInfo? _zone;

    // Hours that were looked up, by their numbers: each slot has the last of those that fall into it.
    private readonly (long Start, int Minutes)[] _hours = [];
    private long _bucketStart;
    private ulong _bucketLength;
    private int _minutes;

    private ZoneOffsets(int minutes) => _minutes = minutes;

    private ZoneOffsets(TimeZoneInfo zone, int hours)
    {
        _zone = zone;
        _hours = new (long, int)[hours];
        Array.Fill(_hours, (long.MinValue, 0));
    }

    /// <summary>The zone of a timestamp column; see <see cref="Parse(string, int)"/>.</summary>
    /// <exception cref="NotSupportedException">No such zone is known here.</exception>
    public static ZoneOffsets Parse(string column, string name)
    {
        try
        {
            return Parse(name);
        }
        catch (NotSupportedException e)
        {
            throw new NotSupportedException($"Column '{column}': {e.Message}", e.InnerException);
        }
    }

    /// <summary>
    /// A zone as Arrow names it: an IANA name, <c>UTC</c> or <c>Z</c>, or <c>+hh:mm</c>, <c>+hhmm</c>, <c>+hh</c>.
    /// </summary>
    /// <param name="name">The name.</param>
    /// <param name="hours">How many hours to remember, for instants that come in no order; a power of two.</param>
    /// <exception cref="NotSupportedException">No such zone is known here.</exception>
    public static ZoneOffsets Parse(string name, int hours = 1)
    {
        if (name is "UTC" or "utc" or "Z" or "z")
            return new ZoneOffsets(0);

        if (TryParseFixed(name, out var minutes))
            return new ZoneOffsets(minutes);

        try
        {
            return new ZoneOffsets(TimeZoneInfo.FindSystemTimeZoneById(name), hours);
        }
        catch (Exception e) when (e is TimeZoneNotFoundException or InvalidTimeZoneException or SecurityException
            or UnauthorizedAccessException)
        {
            throw new NotSupportedException(
                $"the time zone '{name}' is not known on this machine; use an IANA name as"
                + " 'Europe/Berlin' (Linux needs the tzdata package), 'UTC', or an offset as '+05:30'.",
                e);
        }
    }

    public int MinutesAt(long utcSeconds)
    {
        if (_zone is null || (ulong)(utcSeconds - _bucketStart) < _bucketLength)
            return _minutes;

        // Outside the years of DateTime the rules of its first or last hours hold.
        utcSeconds = Math.Clamp(utcSeconds, MinSeconds, MaxSeconds);
        var start = utcSeconds - (((utcSeconds % Bucket) + Bucket) % Bucket);
        ref var hour = ref _hours[(int)(start / Bucket) & (_hours.Length - 1)];
        if (hour.Start != start)
        {
            var minutes = Lookup(_zone, start);
            if (minutes != Lookup(_zone, start + Bucket))
                return Lookup(_zone, utcSeconds);

            hour = (start, minutes);
        }

        (_bucketStart, _bucketLength, _minutes) = (start, (ulong)Bucket, hour.Minutes);
        return hour.Minutes;
    }

    private static int Lookup(TimeZoneInfo zone, long utcSeconds)
        => (int)(zone.GetUtcOffset(DateTimeOffset.FromUnixTimeSeconds(utcSeconds)).Ticks / TimeSpan.TicksPerMinute);

    private static bool TryParseFixed(string name, out int minutes)
    {
        minutes = 0;
        if (name.Length == 0 || name[0] is not ('+' or '-'))
            return false;

        var digits = name.Length == 6 && name[3] == ':' ? string.Concat(name.AsSpan(1, 2), name.AsSpan(4)) : name[1..];
        if (digits.Length is not (2 or 4) || digits.AsSpan().ContainsAnyExceptInRange('0', '9'))
            return false;

        var hours = ((digits[0] - '0') * 10) + digits[1] - '0';
        var rest = digits.Length == 4 ? ((digits[2] - '0') * 10) + digits[3] - '0' : 0;
        minutes = ((hours * 60) + rest) * (name[0] == '-' ? -1 : 1);
        return hours < 24 && rest < 60;
    }
}
