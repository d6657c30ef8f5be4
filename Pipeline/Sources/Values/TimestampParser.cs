using Apache.Arrow.Types;

namespace DataflowWrite.Sources.Values;

/// <summary>
/// Without a zone, a text with an offset does not fit: the offset would be lost. In a declared column, a date alone is
/// its midnight, and a text without an offset fits a column in UTC.
/// </summary>
internal readonly struct TimestampParser(TimestampType type, bool inferred) : IValueParser<long>
{
    private readonly TimeUnit _unit = type.Unit;
    private readonly bool _zoned = !string.IsNullOrEmpty(type.Timezone);
    private readonly bool _acceptsDates = !inferred;
    private readonly bool _offsetMissingIsUtc = !inferred && type.Timezone is "UTC" or "Etc/UTC" or "Z" or "+00:00";

    public bool TryParse(ReadOnlySpan<byte> text, out long value)
    {
        value = 0;
        if (!IsoTime.TryInstant(text, out var instant))
        {
            if (!_acceptsDates || !IsoTime.TryDate(text, out var days))
                return false;

            instant = new(days * 86_400L, 0, HasOffset: false);
        }

        return (instant.HasOffset == _zoned || _offsetMissingIsUtc) && instant.TryCount(_unit, out value);
    }
}
