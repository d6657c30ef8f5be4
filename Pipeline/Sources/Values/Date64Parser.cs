namespace DataflowWrite.Sources.Values;

internal readonly struct Date64Parser : IValueParser<long>
{
    private const long MillisecondsPerDay = 86_400_000;

    public bool TryParse(ReadOnlySpan<byte> text, out long value)
    {
        var ok = IsoTime.TryDate(text, out var days);
        value = days * MillisecondsPerDay;
        return ok;
    }
}
