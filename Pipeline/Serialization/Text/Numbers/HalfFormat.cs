namespace DataflowWrite.Serialization.Text.Numbers;

/// <summary>Floats of the type <see cref="System.Half"/>, shortest text.</summary>
internal readonly struct HalfFormat(string column, NonFiniteText nonFinite) : IValueFormat<Half>
{
    public int MaxLength => FloatText.MaxLength;

    public int Write(Half value, Span<byte> destination)
        => Half.IsFinite(value)
            ? FloatText.Write(value, destination)
            : nonFinite.Write(column, (double)value, destination);
}
