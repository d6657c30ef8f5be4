using System.Numerics;

namespace DataflowWrite.Sources.Values;

/// <summary>
/// Decimals as their unscaled integers. More fraction digits than the scale fit only when they are zeros.
/// </summary>
internal static class DecimalText
{
    public static bool TryParse<T>(ReadOnlySpan<byte> text, int precision, int scale, out T value)
        where T : IBinaryInteger<T>
    {
        value = T.Zero;
        var negative = !text.IsEmpty && text[0] == '-';
        if (!text.IsEmpty && text[0] is (byte)'-' or (byte)'+')
            text = text[1..];

        var point = text.IndexOf((byte)'.');
        var whole = point < 0 ? text : text[..point];
        var fraction = point < 0 ? default : text[(point + 1)..];
        if (whole.Length + fraction.Length == 0)
            return false;

        whole = whole.TrimStart((byte)'0');
        fraction = fraction.TrimEnd((byte)'0');
        if (fraction.Length > scale || whole.Length > precision - scale
            || !TryAppend(whole, ref value) || !TryAppend(fraction, ref value))
            return false;

        var ten = T.CreateTruncating(10);
        for (var i = fraction.Length; i < scale; i++)
            value *= ten;

        value = negative ? -value : value;
        return true;
    }

    private static bool TryAppend<T>(ReadOnlySpan<byte> digits, ref T value)
        where T : IBinaryInteger<T>
    {
        var ten = T.CreateTruncating(10);
        foreach (var c in digits)
        {
            var digit = (uint)c - '0';
            if (digit > 9)
                return false;

            value = value * ten + T.CreateTruncating(digit);
        }

        return true;
    }
}
