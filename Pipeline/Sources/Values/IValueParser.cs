namespace DataflowWrite.Sources.Values;

/// <summary>
/// Reads one value from its UTF-8 text; false when the type does not hold exactly what the text says.
/// </summary>
internal interface IValueParser<T>
    where T : unmanaged
{
    bool TryParse(ReadOnlySpan<byte> text, out T value);
}
