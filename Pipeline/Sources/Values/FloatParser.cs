using System.Globalization;
using System.Numerics;
using System.Text;

namespace DataflowWrite.Sources.Values;

/// <summary>
/// For declared columns: the nearest number, and <c>NaN</c>, <c>inf</c> and <c>Infinity</c>; a finite text beyond the
/// type's range does not fit.
/// </summary>
internal readonly struct FloatParser<T> : IValueParser<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    public bool TryParse(ReadOnlySpan<byte> text, out T value)
        => TryNamed(text, out value) || (T.TryParse(text, Style, CultureInfo.InvariantCulture, out value) && T.IsFinite(value));

    private static bool TryNamed(ReadOnlySpan<byte> text, out T value)
    {
        value = T.NaN;
        if (Ascii.EqualsIgnoreCase(text, "nan"u8))
            return true;

        var negative = !text.IsEmpty && text[0] == '-';
        var name = !text.IsEmpty && text[0] is (byte)'-' or (byte)'+' ? text[1..] : text;
        value = negative ? T.NegativeInfinity : T.PositiveInfinity;
        return Ascii.EqualsIgnoreCase(name, "inf"u8) || Ascii.EqualsIgnoreCase(name, "infinity"u8);
    }
}
