namespace DataflowWrite.Serialization.Csv;

/// <summary>Tells texts that read as a number, NaN and infinities included, from those that do not.</summary>
internal static class NumericText
{
    /// <summary>
    /// Whether a text is an optional sign and digits with an optional point and exponent, or a name of a non-finite
    /// float.
    /// </summary>
    public static bool IsNumber(ReadOnlySpan<byte> text)
    {
        if (text is [(byte)'+' or (byte)'-', ..])
            text = text[1..];

        if (text.IsEmpty)
            return false;

        if (char.IsAsciiLetter((char)text[0]))
            return IsNonFinite(text);

        var whole = SkipDigits(ref text);
        var fraction = 0;
        if (text is [(byte)'.', ..])
        {
            text = text[1..];
            fraction = SkipDigits(ref text);
        }

        return whole + fraction > 0 && IsExponent(text);
    }

    private static bool IsExponent(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
            return true;

        if (text[0] is not ((byte)'e' or (byte)'E'))
            return false;

        text = text[1..];
        if (text is [(byte)'+' or (byte)'-', ..])
            text = text[1..];

        return SkipDigits(ref text) > 0 && text.IsEmpty;
    }

    private static bool IsNonFinite(ReadOnlySpan<byte> text)
        => System.Text.Ascii.EqualsIgnoreCase(text, "nan"u8)
            || System.Text.Ascii.EqualsIgnoreCase(text, "inf"u8)
            || System.Text.Ascii.EqualsIgnoreCase(text, "infinity"u8);

    private static int SkipDigits(ref ReadOnlySpan<byte> text)
    {
        var end = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        var count = end < 0 ? text.Length : end;
        text = text[count..];
        return count;
    }
}
