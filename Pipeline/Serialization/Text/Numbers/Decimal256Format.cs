namespace DataflowWrite.Serialization.Text.Numbers;

/// <summary>Decimals of 256 bits, exact and at their scale.</summary>
internal readonly struct Decimal256Format(int scale) : IValueFormat<Int256>
{
    public int MaxLength => DecimalText.MaxLength(Int256.MaxDigits, scale);

    public int Write(Int256 value, Span<byte> destination)
    {
        Span<byte> digits = stackalloc byte[Int256.MaxDigits];
        var length = value.WriteMagnitude(digits);
        return DecimalText.Write(value.IsNegative, digits[..length], scale, destination);
    }
}
