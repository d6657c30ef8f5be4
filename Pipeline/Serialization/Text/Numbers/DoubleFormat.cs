namespace DataflowWrite.Serialization.Text.Numbers;

/// <summary>Floats of the type <see cref="double"/>, shortest text.</summary>
internal readonly struct DoubleFormat(string column, NonFiniteText nonFinite) : IValueFormat<double>
{
    public int MaxLength => FloatText.MaxLength;

    public int Write(double value, Span<byte> destination)
        => double.IsFinite(value)
            ? FloatText.Write(value, destination)
            : nonFinite.Write(column, value, destination);
}
