using System.Globalization;
using System.Numerics;

namespace DataflowWrite.Sources.Values;

/// <summary>For declared columns: leading zeros and a plus sign are allowed.</summary>
internal readonly struct IntegerParser<T> : IValueParser<T>
    where T : unmanaged, IBinaryInteger<T>
{
    public bool TryParse(ReadOnlySpan<byte> text, out T value)
        => T.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
}
