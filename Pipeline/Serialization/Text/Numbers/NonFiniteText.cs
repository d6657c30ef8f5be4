namespace DataflowWrite.Serialization.Text.Numbers;

/// <summary>What stands for NaN and the infinities: texts, or an error where there is none.</summary>
internal sealed class NonFiniteText
{
    /// <summary>No text is longer.</summary>
    public const int MaxLength = 16;

    private readonly byte[]? _nan;
    private readonly byte[]? _positive;
    private readonly byte[]? _negative;

    public NonFiniteText(ReadOnlySpan<byte> nan, ReadOnlySpan<byte> positive, ReadOnlySpan<byte> negative)
        => (_nan, _positive, _negative) = (nan.ToArray(), positive.ToArray(), negative.ToArray());

    private NonFiniteText()
    {
    }

    /// <summary>NaN and the infinities fail the write.</summary>
    public static NonFiniteText Refused { get; } = new();

    public int Write(string column, double value, Span<byte> destination)
    {
        var text = double.IsNaN(value) ? _nan : value > 0 ? _positive : _negative;
        if (text is null)
            throw new InvalidDataException(
                $"Column '{column}': JSON has no number for {value.ToString(System.Globalization.CultureInfo.InvariantCulture)};"
                + " write NaN and infinities as null or as strings, or remove them.");

        text.CopyTo(destination);
        return text.Length;
    }
}
