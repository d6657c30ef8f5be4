namespace DataflowWrite.Serialization.Text.Numbers;

/// <summary>Floats of the type <see cref="float"/>, shortest text.</summary>
internal readonly struct SingleFormat(string column, NonFiniteText nonFinite) : IValueFormat<float>
{
    public int MaxLength => FloatText.MaxLength;

    public int Write(float value, Span<byte> destination)
        => float.IsFinite(value)
            ? FloatText.Write(value, destination)
            : nonFinite.Write(column, value, destination);
}
