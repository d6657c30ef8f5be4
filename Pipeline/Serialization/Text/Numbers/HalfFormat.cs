namespace DataflowWrite.Serialization.Text.Numbers;

/// <summary>
/// Floats of the type <see cref="System.Half"/>, with the shortest text of the same <see cref="float"/>: hardly a reader has
/// the type, and one that reads the shortest text of a half as a float gets another value.
/// </summary>
internal readonly struct HalfFormat(string column, NonFiniteText nonFinite) : IValueFormat<Half>
{
    public int MaxLength => FloatText.MaxLength;

    public int Write(Half value, Span<byte> destination)
        => Half.IsFinite(value)
            ? FloatText.Write((float)value, destination)
            : nonFinite.Write(column, (double)value, destination);
}
