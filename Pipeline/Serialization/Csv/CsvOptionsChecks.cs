namespace DataflowWrite.Serialization.Csv;

/// <summary>Refuses options that contradict each other.</summary>
internal static class CsvOptionsChecks
{
    private const int MaxInfinityLength = 15;

    public static void Check(CsvOptions options)
    {
        CheckCharacter(nameof(options.Delimiter), options.Delimiter);
        if (!Enum.IsDefined(options.QuoteStyle))
            throw new ArgumentException(
                $"CSV quote style {options.QuoteStyle} is not one of {string.Join(", ", Enum.GetNames<CsvQuoteStyle>())}.");

        if (!Enum.IsDefined(options.BinaryEncoding))
            throw new ArgumentException(
                $"CSV binary encoding {options.BinaryEncoding} is not one of {string.Join(", ", Enum.GetNames<BinaryEncoding>())}.");

        ArgumentNullException.ThrowIfNull(options.InfinityText);
        if (options.InfinityText.Length is 0 or > MaxInfinityLength || !options.InfinityText.All(char.IsAsciiLetter))
            throw new ArgumentException(
                $"The CSV text of infinity is \"{options.InfinityText}\"; it must be 1 to {MaxInfinityLength} ASCII letters.");

        CheckQuotes(options);

        if (options.Terminator is not ("\n" or "\r\n"))
            throw new ArgumentException(@"The CSV terminator must be ""\n"" or ""\r\n"".");

        ArgumentNullException.ThrowIfNull(options.NullText);
        var quote = options.QuoteStyle == CsvQuoteStyle.Escape ? options.Delimiter : options.Quote;
        if (options.NullText.AsSpan().ContainsAny([options.Delimiter, quote, '\r', '\n']))
            throw new ArgumentException(
                $"The CSV null text \"{options.NullText}\" contains the delimiter, the quote or a line break; it is never quoted,"
                + " so choose another.");

        if (options.QuoteStyle == CsvQuoteStyle.Escape && options.NullText.Length > 0)
            CheckEscapedNull(options.NullText, options.Escape);
    }

    /// <summary>A value that reads as the null text cannot be quoted here, so that it must never be written as the same bytes.</summary>
    private static void CheckEscapedNull(string nullText, char escape)
    {
        if (nullText[0] != escape || nullText.Length == 1 || nullText[1] is 'n' or 'r' || nullText[1] == escape)
            throw new ArgumentException(
                $"The CSV null text \"{nullText}\" could be a value's text too under quote style {nameof(CsvQuoteStyle.Escape)};"
                + $" choose \"{escape}N\", or another that begins with the escape, but not as a line break does.");
    }

    private static void CheckQuotes(CsvOptions options)
    {
        if (options.QuoteStyle == CsvQuoteStyle.Escape)
        {
            CheckEscape(options);
            return;
        }

        CheckCharacter(nameof(options.Quote), options.Quote);
        if (options.Quote == options.Delimiter)
            throw new ArgumentException($"CSV delimiter and quote are both '{options.Quote}'; choose different characters.");

        if (options.DoubleQuote)
            return;

        CheckEscape(options);
        if (options.Escape == options.Quote)
            throw new ArgumentException(
                $"CSV quote and escape are both '{options.Escape}'; set DoubleQuote to true, which means just that.");
    }

    private static void CheckEscape(CsvOptions options)
    {
        CheckCharacter(nameof(options.Escape), options.Escape);
        if (options.Escape == options.Delimiter)
            throw new ArgumentException($"CSV delimiter and escape are both '{options.Escape}'; choose different characters.");

        if (options.QuoteStyle == CsvQuoteStyle.Escape && (options.Escape is 'n' or 'r' || options.Delimiter is 'n' or 'r'))
            throw new ArgumentException(
                "CSV delimiter and escape cannot be 'n' or 'r' where line breaks are escaped by these letters; choose different characters.");
    }

    private static void CheckCharacter(string option, char value)
    {
        if (value is '\r' or '\n' or '\0' || !char.IsAscii(value))
            throw new ArgumentException(
                $"CSV {option} is U+{(int)value:X4}; it must be one ASCII character other than NUL and the line breaks.");
    }
}
