using System.Buffers;
using System.Globalization;
using System.Text;

namespace DataflowWrite.Partitioning;

/// <summary>Percent-encoding of single ASCII characters in names, and the tolerant way back.</summary>
internal static class PercentEncoding
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, true);

    /// <summary>Encodes the characters given, a space at either end, a dot at the end and, when asked, the first character.</summary>
    public static string Encode(string text, SearchValues<char> encoded, bool encodeFirst)
    {
        if (!encodeFirst && !text.AsSpan().ContainsAny(encoded) && !HasBadEnd(text))
            return text;

        var result = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            var atEnd = i == text.Length - 1;
            var encode = encoded.Contains(character)
                || (encodeFirst && i == 0)
                || (character == ' ' && (i == 0 || atEnd))
                || (character == '.' && atEnd);
            if (encode)
                result.Append(CultureInfo.InvariantCulture, $"%{(int)character:X2}");
            else
                result.Append(character);
        }

        return result.ToString();
    }

    /// <summary>Replaces each run of <c>%XX</c> that stands for UTF-8 text; everything else stays.</summary>
    public static string Decode(string text)
    {
        if (!text.Contains('%', StringComparison.Ordinal))
            return text;

        var result = new StringBuilder(text.Length);
        var bytes = new List<byte>();
        for (var i = 0; i < text.Length;)
        {
            var start = i;
            bytes.Clear();
            while (IsEncoded(text, i))
            {
                bytes.Add(byte.Parse(text.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                i += 3;
            }

            if (bytes.Count == 0)
                result.Append(text[i++]);
            else
                AppendDecoded(result, bytes, text.AsSpan(start, i - start));
        }

        return result.ToString();
    }

    private static void AppendDecoded(StringBuilder result, List<byte> bytes, ReadOnlySpan<char> raw)
    {
        try
        {
            result.Append(StrictUtf8.GetString([.. bytes]));
        }
        catch (DecoderFallbackException)
        {
            result.Append(raw);
        }
    }

    private static bool HasBadEnd(string text)
        => text.Length > 0 && (text[0] == ' ' || text[^1] is ' ' or '.');

    private static bool IsEncoded(string text, int at)
        => at + 2 < text.Length && text[at] == '%' && char.IsAsciiHexDigit(text[at + 1]) && char.IsAsciiHexDigit(text[at + 2]);
}
