using System.Globalization;

namespace DataflowWrite.Sources.Values;

/// <summary>Numbers whose text says no more than the number: nothing is lost when the text is dropped.</summary>
internal static class NumberText
{
    /// <summary>
    /// A decimal text of at most this many significant digits survives a double, whatever its digits.
    /// </summary>
    private const int SafeDigits = 15;

    private const int MaxDigits = 17;

    /// <summary>No sign but a minus, no leading zero, no negative zero, within int64.</summary>
    public static bool TryExactInt64(ReadOnlySpan<byte> text, out long value)
    {
        value = 0;
        var negative = !text.IsEmpty && text[0] == '-';
        var digits = negative ? text[1..] : text;
        if (digits.IsEmpty || digits.Length > 19 || (digits[0] == '0' && (digits.Length > 1 || negative)))
            return false;

        ulong magnitude = 0;
        foreach (var c in digits)
        {
            var digit = (uint)c - '0';
            if (digit > 9)
                return false;

            magnitude = magnitude * 10 + digit;
        }

        if (magnitude > (ulong)long.MaxValue + (negative ? 1u : 0u))
            return false;

        value = negative ? (long)(0 - magnitude) : (long)magnitude;
        return true;
    }

    /// <summary>
    /// A finite number without a plus sign or a superfluous leading zero whose digits a double keeps.
    /// </summary>
    public static bool TryExactDouble(ReadOnlySpan<byte> text, out double value)
    {
        value = 0;
        Span<byte> digits = stackalloc byte[MaxDigits];
        if (!TryScan(text, digits, out var count)
            || !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value)
            || !double.IsFinite(value)
            || (value == 0 && count > 0))
            return false;

        return count <= SafeDigits || KeepsDigits(value, digits[..count]);
    }

    /// <summary>
    /// Checks the shape and collects the significant digits; false when there are more than a double can hold.
    /// </summary>
    private static bool TryScan(ReadOnlySpan<byte> text, Span<byte> digits, out int count)
    {
        count = 0;
        var mantissa = text;
        var exponent = text.IndexOfAny((byte)'e', (byte)'E');
        if (exponent >= 0)
        {
            mantissa = text[..exponent];
            if (!IsExponent(text[(exponent + 1)..]))
                return false;
        }

        if (!mantissa.IsEmpty && mantissa[0] == '-')
            mantissa = mantissa[1..];

        var point = mantissa.IndexOf((byte)'.');
        var whole = point < 0 ? mantissa : mantissa[..point];
        var fraction = point < 0 ? default : mantissa[(point + 1)..];
        if (whole.Length + fraction.Length == 0 || (whole.Length > 1 && whole[0] == '0'))
            return false;

        var zeros = 0;
        return TryCollect(whole, digits, ref count, ref zeros) && TryCollect(fraction, digits, ref count, ref zeros);
    }

    /// <summary>Zeros are held back until a digit follows, so that trailing ones are not significant.</summary>
    private static bool TryCollect(ReadOnlySpan<byte> part, Span<byte> digits, ref int count, ref int zeros)
    {
        foreach (var c in part)
        {
            if ((uint)c - '0' > 9)
                return false;

            if (c == '0')
            {
                zeros += count > 0 ? 1 : 0;
                continue;
            }

            if (count + zeros >= MaxDigits)
                return false;

            digits.Slice(count, zeros).Fill((byte)'0');
            count += zeros;
            zeros = 0;
            digits[count++] = c;
        }

        return true;
    }

    private static bool IsExponent(ReadOnlySpan<byte> text)
    {
        if (!text.IsEmpty && text[0] is (byte)'-' or (byte)'+')
            text = text[1..];

        return !text.IsEmpty && text.Length <= 4 && text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;
    }

    /// <summary>
    /// True when the shortest text of the double, or its first 17 digits, are the digits that were read.
    /// </summary>
    private static bool KeepsDigits(double value, ReadOnlySpan<byte> digits)
    {
        Span<byte> text = stackalloc byte[32];
        Span<byte> own = stackalloc byte[MaxDigits];
        value.TryFormat(text, out var written, default, CultureInfo.InvariantCulture);
        if (TryScan(text[..written], own, out var count) && own[..count].SequenceEqual(digits))
            return true;

        value.TryFormat(text, out written, "E16", CultureInfo.InvariantCulture);
        return TryScan(text[..written], own, out count) && own[..count].SequenceEqual(digits);
    }
}
