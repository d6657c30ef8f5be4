namespace DataflowWrite.Sources.Values;

/// <summary>
/// Dates and times in the ISO 8601 forms that data files use: digits at fixed places, nothing optional but seconds and
/// fraction.
/// </summary>
internal static class IsoTime
{
    private const int DateLength = 10;
    private const int EpochDay = 719_162;
    private const int NanosecondDigits = 9;

    public static bool LooksLikeDate(ReadOnlySpan<byte> text)
        => text.Length >= DateLength && text[4] == '-' && text[7] == '-';

    /// <summary><c>yyyy-MM-dd</c> as days since 1970.</summary>
    public static bool TryDate(ReadOnlySpan<byte> text, out int days)
    {
        days = 0;
        if (text.Length != DateLength || !LooksLikeDate(text)
            || !TryDigits(text[..4], out var year) || !TryDigits(text.Slice(5, 2), out var month) || !TryDigits(text[8..], out var day)
            || year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return false;

        days = new DateOnly(year, month, day).DayNumber - EpochDay;
        return true;
    }

    /// <summary>
    /// <c>HH:mm</c>, <c>HH:mm:ss</c> or <c>HH:mm:ss.f…</c> with up to nine digits and any number of zeros.
    /// </summary>
    public static bool TryTime(ReadOnlySpan<byte> text, out int seconds, out int nanoseconds)
    {
        seconds = nanoseconds = 0;
        if (text.Length < 5 || text[2] != ':' || !TryDigits(text[..2], out var hour) || !TryDigits(text.Slice(3, 2), out var minute)
            || hour > 23 || minute > 59)
            return false;

        seconds = hour * 3600 + minute * 60;
        if (text.Length == 5)
            return true;

        if (text.Length < 8 || text[5] != ':' || !TryDigits(text.Slice(6, 2), out var second) || second > 59)
            return false;

        seconds += second;
        return text.Length == 8 || (text[8] == '.' && TryFraction(text[9..], out nanoseconds));
    }

    /// <summary>
    /// A date, a <c>T</c> or a space, a time, and perhaps <c>Z</c> or an offset as <c>+hh</c>, <c>+hhmm</c> or
    /// <c>+hh:mm</c>.
    /// </summary>
    public static bool TryInstant(ReadOnlySpan<byte> text, out IsoInstant instant)
    {
        instant = default;
        if (text.Length < DateLength + 6 || text[DateLength] is not ((byte)'T' or (byte)' ') || !TryDate(text[..DateLength], out var days))
            return false;

        var time = text[(DateLength + 1)..];
        var zone = time.IndexOfAny((byte)'Z', (byte)'+', (byte)'-');
        var offset = 0;
        if (zone >= 0 && !TryOffset(time[zone..], out offset))
            return false;

        if (!TryTime(zone < 0 ? time : time[..zone].TrimEnd((byte)' '), out var seconds, out var nanoseconds))
            return false;

        instant = new(days * 86_400L + seconds - offset, nanoseconds, zone >= 0);
        return true;
    }

    /// <summary>The digits behind a decimal point.</summary>
    public static bool TryFraction(ReadOnlySpan<byte> text, out int nanoseconds)
    {
        nanoseconds = 0;
        if (text.IsEmpty || text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0)
            return false;

        var significant = text.TrimEnd((byte)'0');
        if (significant.Length > NanosecondDigits)
            return false;

        for (var i = 0; i < NanosecondDigits; i++)
            nanoseconds = nanoseconds * 10 + (i < significant.Length ? significant[i] - '0' : 0);

        return true;
    }

    private static bool TryOffset(ReadOnlySpan<byte> text, out int seconds)
    {
        seconds = 0;
        if (text.SequenceEqual("Z"u8))
            return true;

        var minutes = 0;
        if (text[0] == 'Z' || text.Length is not (3 or 5 or 6) || !TryDigits(text.Slice(1, 2), out var hours)
            || (text.Length == 6 && text[3] != ':')
            || (text.Length > 3 && !TryDigits(text[^2..], out minutes))
            || hours > 18 || minutes > 59)
            return false;

        seconds = (hours * 60 + minutes) * (text[0] == '-' ? -60 : 60);
        return true;
    }

    private static bool TryDigits(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        foreach (var c in text)
        {
            var digit = (uint)c - '0';
            if (digit > 9)
                return false;

            value = value * 10 + (int)digit;
        }

        return true;
    }
}
