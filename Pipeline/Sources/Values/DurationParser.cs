using System.Globalization;
using Apache.Arrow.Types;

namespace DataflowWrite.Sources.Values;

/// <summary>
/// A count of the type's units, or an ISO 8601 duration of days and less: <c>PT1.5S</c>, <c>-P1DT2H3M</c>.
/// </summary>
internal readonly struct DurationParser(TimeUnit unit) : IValueParser<long>
{
    private const int MaxDigits = 18;

    public bool TryParse(ReadOnlySpan<byte> text, out long value)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value))
            return true;

        var negative = !text.IsEmpty && text[0] == '-';
        if (negative)
            text = text[1..];

        if (!text.StartsWith("P"u8) || !TryParts(text[1..], out var seconds, out var nanoseconds))
            return false;

        var instant = negative && nanoseconds > 0
            ? new IsoInstant(-seconds - 1, 1_000_000_000 - nanoseconds, HasOffset: false)
            : new IsoInstant(negative ? -seconds : seconds, nanoseconds, HasOffset: false);
        return instant.TryCount(unit, out value);
    }

    private static bool TryParts(ReadOnlySpan<byte> text, out long seconds, out int nanoseconds)
    {
        seconds = nanoseconds = 0;
        var inTime = false;
        var parts = 0;
        var allowed = "DHMS"u8;
        while (!text.IsEmpty)
        {
            if (!inTime && text[0] == 'T')
            {
                inTime = true;
                text = text[1..];
                continue;
            }

            var end = text.IndexOfAny("DHMS"u8);
            var place = end < 0 ? -1 : allowed.IndexOf(text[end]);
            if (place < 0 || (text[end] == 'D') == inTime || !TryPart(text[..(end + 1)], ref seconds, out nanoseconds))
                return false;

            allowed = allowed[(place + 1)..];
            text = text[(end + 1)..];
            parts++;
        }

        return parts > 0;
    }

    /// <summary>One number with its letter; only seconds have a fraction.</summary>
    private static bool TryPart(ReadOnlySpan<byte> text, ref long seconds, out int nanoseconds)
    {
        nanoseconds = 0;
        var letter = text[^1];
        var number = text[..^1];
        var point = number.IndexOf((byte)'.');
        if (point >= 0 && (letter != 'S' || !IsoTime.TryFraction(number[(point + 1)..], out nanoseconds)))
            return false;

        if (point >= 0)
            number = number[..point];

        if (number.Length > MaxDigits || !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            return false;

        var total = (Int128)count * (letter == 'D' ? 86_400 : letter == 'H' ? 3_600 : letter == 'M' ? 60 : 1) + seconds;
        seconds = (long)total;
        return total == seconds;
    }
}
