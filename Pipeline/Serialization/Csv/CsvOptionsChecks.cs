namespace DataflowWrite.Serialization.Csv;

/// <summary>Refuses options that contradict each other.</summary>
internal static class CsvOptionsChecks
{
    public static void Check(CsvOptions options)
    {
        CheckCharacter(nameof(options.Delimiter), options.Delimiter);
        if (!Enum.IsDefined(options.QuoteStyle))
            throw new ArgumentException(
                $"CSV quote style {options.QuoteStyle} is not one of {string.Join(", ", Enum.GetNames<CsvQuoteStyle>())}.");

        CheckQuotes(options);

        if (options.Terminator is not ("\n" or "\r\n"))
            throw new ArgumentException(@"The CSV terminator must be ""\n"" or ""\r\n"".");

        ArgumentNullException.ThrowIfNull(options.NullText);
        if (options.NullText.AsSpan().ContainsAny([options.Delimiter, options.Quote, '\r', '\n']))
            throw new ArgumentException(
                $"The CSV null text \"{options.NullText}\" contains the delimiter, the quote or a line break; it is never quoted,"
                + " so choose another.");
    }

    private static void CheckQuotes(CsvOptions options)
    {
        CheckCharacter(nameof(options.Quote), options.Quote);
        if (options.Quote == options.Delimiter)
            throw new ArgumentException($"CSV delimiter and quote are both '{options.Quote}'; choose different characters.");

        if (options.DoubleQuote)
            return;

        CheckCharacter(nameof(options.Escape), options.Escape);
        if (options.Escape == options.Delimiter)
            throw new ArgumentException($"CSV delimiter and escape are both '{options.Escape}'; choose different characters.");

        if (options.Escape == options.Quote)
            throw new ArgumentException(
                $"CSV quote and escape are both '{options.Escape}'; set DoubleQuote to true, which means just that.");
    }

    private static void CheckCharacter(string option, char value)
    {
        if (value is '\r' or '\n' or '\0' || !char.IsAscii(value))
            throw new ArgumentException(
                $"CSV {option} is U+{(int)value:X4}; it must be one ASCII character other than NUL and the line breaks.");
    }
}
