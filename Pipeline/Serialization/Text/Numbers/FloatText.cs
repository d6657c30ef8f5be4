using System.Globalization;

namespace DataflowWrite.Serialization.Text.Numbers;

/// <summary>
/// The shortest decimal text that reads back as the same float: <c>1.0</c>, <c>0.00001</c>, <c>1e-6</c>, <c>1e16</c>. The
/// exponent form starts at 1e16 and ends below 1e-5, and is valid JSON.
/// </summary>
internal static class FloatText
{
    public const int MaxLength = 32;

    // Below these every integer is a float, so that no other decimal of as many digits reads back as the same.
    private const double ExactIntegersDouble = 1L << 53;
    private const float ExactIntegersSingle = 1 << 24;

    private const int MaxFixedExponent = 15;
    private const int MinFixedExponent = -5;
    private const int FractionScale = 10_000;
    private const int FractionDigits = 4;

    // Of two decimals with at most 15 digits only one rounds to a given double, 6 for a float: a text of so few digits that
    // reads back is the shortest.
    private const double MaxScaledDouble = 1e15;
    private const float MaxScaledSingle = 1e6f;

    public static int Write(double value, Span<byte> destination)
    {
        var magnitude = Math.Abs(value);
        if (magnitude < ExactIntegersDouble && Math.Truncate(magnitude) == magnitude)
            return WriteInteger(double.IsNegative(value), (ulong)magnitude, destination);

        var scaled = Math.Round(magnitude * FractionScale);
        if (scaled < MaxScaledDouble && scaled / FractionScale == magnitude)
            return WriteScaled(double.IsNegative(value), (ulong)scaled, destination);

        Span<byte> text = stackalloc byte[MaxLength];
        value.TryFormat(text, out var length, default, CultureInfo.InvariantCulture);
        return LayOut(text[..length], destination);
    }

    public static int Write(float value, Span<byte> destination)
    {
        var magnitude = MathF.Abs(value);
        if (magnitude < ExactIntegersSingle && MathF.Truncate(magnitude) == magnitude)
            return WriteInteger(float.IsNegative(value), (ulong)magnitude, destination);

        var scaled = MathF.Round(magnitude * FractionScale);
        if (scaled < MaxScaledSingle && scaled / FractionScale == magnitude)
            return WriteScaled(float.IsNegative(value), (ulong)scaled, destination);

        Span<byte> text = stackalloc byte[MaxLength];
        value.TryFormat(text, out var length, default, CultureInfo.InvariantCulture);
        return LayOut(text[..length], destination);
    }

    private static int WriteInteger(bool negative, ulong magnitude, Span<byte> destination)
    {
        var length = 0;
        if (negative)
            destination[length++] = (byte)'-';

        length += Digits.Write(magnitude, destination[length..]);
        destination[length] = (byte)'.';
        destination[length + 1] = (byte)'0';
        return length + 2;
    }

    private static int WriteScaled(bool negative, ulong scaled, Span<byte> destination)
    {
        var length = 0;
        if (negative)
            destination[length++] = (byte)'-';

        var (whole, fraction) = Math.DivRem(scaled, FractionScale);
        length += Digits.Write(whole, destination[length..]);
        destination[length++] = (byte)'.';
        Digits.WritePadded(fraction, destination[length..], FractionDigits);
        var end = length + FractionDigits;
        while (end > length + 1 && destination[end - 1] == '0')
            end--;

        return end;
    }

    /// <summary>
    /// Takes the digits and the exponent out of a text of .NET, not that of zero, and lays them out again.
    /// </summary>
    private static int LayOut(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        var length = 0;
        if (text[0] == '-')
        {
            destination[length++] = (byte)'-';
            text = text[1..];
        }

        Span<byte> digits = stackalloc byte[MaxLength];
        var count = 0;
        var exponent = 0;
        var pointSeen = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == 'E')
            {
                exponent += int.Parse(text[(i + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
                break;
            }

            if (text[i] == '.')
            {
                pointSeen = true;
                continue;
            }

            if (pointSeen)
                exponent--;
            if (count > 0 || text[i] != '0')
                digits[count++] = text[i];
        }

        while (count > 1 && digits[count - 1] == '0')
        {
            count--;
            exponent++;
        }

        return length + LayOut(digits[..count], exponent, destination[length..]);
    }

    /// <summary>Lays out digits × 10^exponent; the digits neither start nor end with a zero.</summary>
    private static int LayOut(ReadOnlySpan<byte> digits, int exponent, Span<byte> destination)
    {
        var scientific = digits.Length - 1 + exponent;
        if (scientific is > MaxFixedExponent or < MinFixedExponent)
            return LayOutScientific(digits, scientific, destination);

        if (exponent < 0)
            return DecimalText.Write(false, digits, -exponent, destination);

        var length = DecimalText.Write(false, digits, -exponent, destination);
        ".0"u8.CopyTo(destination[length..]);
        return length + 2;
    }

    private static int LayOutScientific(ReadOnlySpan<byte> digits, int exponent, Span<byte> destination)
    {
        var length = 0;
        destination[length++] = digits[0];
        if (digits.Length > 1)
        {
            destination[length++] = (byte)'.';
            digits[1..].CopyTo(destination[length..]);
            length += digits.Length - 1;
        }

        destination[length++] = (byte)'e';
        return length + Digits.Write((long)exponent, destination[length..]);
    }
}
