namespace DataflowWrite.Sources.Values;

/// <summary>For inferred columns: a text that would change on the way through int64 does not fit.</summary>
internal readonly struct ExactInt64Parser : IValueParser<long>
{
    public bool TryParse(ReadOnlySpan<byte> text, out long value) => NumberText.TryExactInt64(text, out value);
}
