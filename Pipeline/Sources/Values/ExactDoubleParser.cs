namespace DataflowWrite.Sources.Values;

/// <summary>For inferred columns: a text with more digits than a double keeps does not fit.</summary>
internal readonly struct ExactDoubleParser : IValueParser<double>
{
    public bool TryParse(ReadOnlySpan<byte> text, out double value) => NumberText.TryExactDouble(text, out value);
}
