namespace DataflowWrite.Serialization.Text.Numbers;

/// <summary>Lays out the digits of an unscaled decimal at its scale, exactly and without an exponent.</summary>
internal static class DecimalText
{
    /// <summary>The longest text of so many digits at a scale: sign, leading zero, point, zeros.</summary>
    public static int MaxLength(int digits, int scale) => digits + Math.Abs(scale) + 3;

    public static int Write(bool negative, ReadOnlySpan<byte> digits, int scale, Span<byte> destination)
    {
        var length = 0;
        if (negative)
            destination[length++] = (byte)'-';

        if (scale <= 0)
            return length + WriteInteger(digits, -scale, destination[length..]);

        if (digits.Length > scale)
        {
            digits[..^scale].CopyTo(destination[length..]);
            length += digits.Length - scale;
            digits = digits[^scale..];
        }
        else
        {
            destination[length++] = (byte)'0';
        }

        destination[length++] = (byte)'.';
        destination.Slice(length, scale - digits.Length).Fill((byte)'0');
        digits.CopyTo(destination[(length + scale - digits.Length)..]);
        return length + scale;
    }

    private static int WriteInteger(ReadOnlySpan<byte> digits, int zeros, Span<byte> destination)
    {
        digits.CopyTo(destination);
        if (digits is [(byte)'0'])
            return 1;

        destination.Slice(digits.Length, zeros).Fill((byte)'0');
        return digits.Length + zeros;
    }
}
