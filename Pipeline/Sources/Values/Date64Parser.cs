using Apache.Arrow.Types;

namespace DataflowWrite.Sources.Values;

/// <summary>A date, or a date and time without an offset, as milliseconds.</summary>
internal readonly struct Date64Parser : IValueParser<long>
{
    private const long SecondsPerDay = 86_400;

    public bool TryParse(ReadOnlySpan<byte> text, out long value)
    {
        value = 0;
        var instant = default(IsoInstant);
        if (IsoTime.TryDate(text, out var days))
            instant = new(days * SecondsPerDay, 0, HasOffset: false);
        else if (!IsoTime.TryInstant(text, out instant) || instant.HasOffset)
            return false;

        return instant.TryCount(TimeUnit.Millisecond, out value);
    }
}
