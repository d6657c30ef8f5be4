using System.Text;
using DataflowWrite.Serialization.Csv;

namespace DataflowWrite.Tests.Serialization;

/// <summary>
/// Reads CSV by the rules of <see cref="CsvOptions"/>, character by character: an unquoted null text is a null.
/// </summary>
internal static class SimpleCsvReader
{
    public static List<List<string?>> Read(string text, CsvOptions options)
    {
        var records = new List<List<string?>>();
        var record = new List<string?>();
        for (var position = 0; position < text.Length;)
        {
            record.Add(ReadField(text, ref position, options));
            if (text[position] == options.Delimiter)
            {
                position++;
                continue;
            }

            text.AsSpan(position).StartsWith(options.Terminator).Should().BeTrue();
            position += options.Terminator.Length;
            records.Add(record);
            record = [];
        }

        record.Should().BeEmpty();
        return records;
    }

    private static string? ReadField(string text, ref int position, CsvOptions options)
    {
        if (text[position] == options.Quote)
            return ReadQuoted(text, ref position, options);

        var start = position;
        while (text[position] != options.Delimiter && text[position] is not ('\r' or '\n'))
            position++;

        var field = text[start..position];
        return field == options.NullText ? null : field;
    }

    private static string ReadQuoted(string text, ref int position, CsvOptions options)
    {
        var field = new StringBuilder();
        for (position++; ; position++)
        {
            if (!options.DoubleQuote && text[position] == options.Escape)
            {
                field.Append(text[++position]);
            }
            else if (text[position] != options.Quote)
            {
                field.Append(text[position]);
            }
            else if (options.DoubleQuote && text[position + 1] == options.Quote)
            {
                field.Append(text[++position]);
            }
            else
            {
                position++;
                return field.ToString();
            }
        }
    }
}
