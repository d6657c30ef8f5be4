namespace DataflowWrite.Sources.Values;

internal readonly struct Date32Parser : IValueParser<int>
{
    public bool TryParse(ReadOnlySpan<byte> text, out int value) => IsoTime.TryDate(text, out value);
}
