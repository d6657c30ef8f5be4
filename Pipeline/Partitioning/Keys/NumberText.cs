using System.Globalization;
using System.Numerics;

namespace DataflowWrite.Partitioning.Keys;

/// <summary>Numbers as text without exponents, the same under every culture.</summary>
internal static class NumberText
{
    public static string Of<T>(T value)
        where T : IBinaryInteger<T>
        => value.ToString(null, CultureInfo.InvariantCulture);

    /// <summary>The shortest text that reads back as the same number; <c>NaN</c>, <c>inf</c>, <c>-inf</c>.</summary>
    public static string OfFloat<T>(T value)
        where T : IFloatingPointIeee754<T>
        => T.IsNaN(value) ? "NaN"
            : T.IsPositiveInfinity(value) ? "inf"
            : T.IsNegativeInfinity(value) ? "-inf"
            : WithoutExponent(value.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>The decimal of an unscaled little-endian integer, with as many decimal places as its scale.</summary>
    public static string OfDecimal(ReadOnlySpan<byte> unscaled, int scale) => OfDecimal(new BigInteger(unscaled), scale);

    /// <summary>The decimal of an unscaled integer, with as many decimal places as its scale.</summary>
    public static string OfDecimal(BigInteger value, int scale)
    {
        if (scale <= 0)
            return value.IsZero ? "0" : value.ToString(CultureInfo.InvariantCulture) + new string('0', -scale);

        var digits = BigInteger.Abs(value).ToString(CultureInfo.InvariantCulture).PadLeft(scale + 1, '0');
        var sign = value.Sign < 0 ? "-" : "";
        return $"{sign}{digits.AsSpan(0, digits.Length - scale)}.{digits.AsSpan(digits.Length - scale)}";
    }

    private static string WithoutExponent(string text)
    {
        var mark = text.IndexOf('E', StringComparison.Ordinal);
        if (mark < 0)
            return text;

        var exponent = int.Parse(text.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var sign = text[0] == '-' ? "-" : "";
        var mantissa = text[sign.Length..mark];
        var digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        var point = (mantissa.IndexOf('.', StringComparison.Ordinal) is var dot and >= 0 ? dot : mantissa.Length) + exponent;
        if (point <= 0)
            return $"{sign}0.{new string('0', -point)}{digits}";

        return point >= digits.Length
            ? $"{sign}{digits}{new string('0', point - digits.Length)}"
            : $"{sign}{digits.AsSpan(0, point)}.{digits.AsSpan(point)}";
    }
}
