namespace DataflowWrite.Serialization.Text;

/// <summary>
/// The text of a fixed-width value. Implemented by structs, so that a column and its format compile into one loop body;
/// a format may keep a cache, since only one thread at a time uses it.
/// </summary>
internal interface IValueFormat<T>
    where T : unmanaged
{
    /// <summary>No text is longer.</summary>
    int MaxLength { get; }

    /// <summary>
    /// Writes the text at the start of <paramref name="destination"/>, which has room for <see cref="MaxLength"/> bytes and
    /// <see cref="ValueFrame.Slack"/>, whatever the value, and returns its length.
    /// </summary>
    int Write(T value, Span<byte> destination);
}
