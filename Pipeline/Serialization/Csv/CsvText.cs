using System.Buffers;
using System.Text;
using DataflowWrite.Columns.Building;
using DataflowWrite.Serialization.Text;

namespace DataflowWrite.Serialization.Csv;

/// <summary>Writes texts as CSV fields by one quote style. Thread-safe.</summary>
internal sealed class CsvText
{
    private readonly CsvQuoteStyle _style;
    private readonly bool _alone;
    private readonly byte _quote;
    private readonly byte _escape;
    private readonly byte[] _nullText;
    private readonly int _longestChecked;
    private readonly SearchValues<byte> _special;
    private readonly SearchValues<byte> _escaped;

    /// <summary>A line that ends the input of PostgreSQL's COPY unless it is quoted.</summary>
    private static ReadOnlySpan<byte> EndOfCopy => @"\."u8;

    /// <summary>Compiles the options.</summary>
    /// <param name="options">The options, checked.</param>
    /// <param name="alone">Whether it is for the only column of a file, where an empty field would be a blank line.</param>
    public CsvText(CsvOptions options, bool alone)
    {
        _style = options.QuoteStyle;
        _alone = alone;
        _quote = (byte)options.Quote;
        _escape = options.DoubleQuote && _style != CsvQuoteStyle.Escape ? _quote : (byte)options.Escape;
        _nullText = Encoding.UTF8.GetBytes(options.NullText);
        var marks = _style == CsvQuoteStyle.Escape ? [_escape] : new[] { _quote, _escape };
        byte[] special = [(byte)options.Delimiter, (byte)'\r', (byte)'\n', .. marks];
        _special = SearchValues.Create(special);
        SpecialSet = new AsciiSet(special);
        _escaped = _style == CsvQuoteStyle.Escape ? _special : SearchValues.Create(marks);
        _longestChecked = _style switch
        {
            CsvQuoteStyle.Necessary => Math.Max(_nullText.Length, alone ? EndOfCopy.Length : 0),
            CsvQuoteStyle.Always or CsvQuoteStyle.NonNumeric => int.MaxValue,
            _ => 0,
        };
    }

    /// <summary>The bytes for which a text would have to be quoted.</summary>
    public AsciiSet SpecialSet { get; }

    /// <summary>Whether a text has a byte for which it would have to be quoted.</summary>
    public bool HasSpecial(ReadOnlySpan<byte> text) => text.ContainsAny(_special);

    /// <summary>Whether a text of which <see cref="HasSpecial"/> is false is written without quotes.</summary>
    public bool IsVerbatim(ReadOnlySpan<byte> clean) => clean.Length > _longestChecked || !NeedsQuotes(clean, clean: true);

    /// <summary>
    /// Whether texts out of these bytes can never need quotes, whatever the style says of their type.
    /// </summary>
    public bool IsHarmless(ReadOnlySpan<byte> alphabet)
        => !HasSpecial(alphabet) && (_nullText.Length == 0 || _nullText.AsSpan().ContainsAnyExcept(alphabet));

    /// <summary>Writes one field.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="text">The text, not null.</param>
    /// <param name="clean">Whether it is known that <see cref="HasSpecial"/> is false.</param>
    public void Write(ref Utf8Output output, ReadOnlySpan<byte> text, bool clean)
    {
        if (!NeedsQuotes(text, clean))
        {
            if (clean || _style != CsvQuoteStyle.Escape)
                output.Append(text);
            else
                WriteEscaped(ref output, text);

            return;
        }

        output.Append(_quote);
        if (clean)
            output.Append(text);
        else
            WriteEscaped(ref output, text);

        output.Append(_quote);
    }

    private bool NeedsQuotes(ReadOnlySpan<byte> text, bool clean) => _style switch
    {
        CsvQuoteStyle.Necessary => text.IsEmpty || (!clean && HasSpecial(text)) || text.SequenceEqual(_nullText)
            || (_alone && text.SequenceEqual(EndOfCopy)),
        CsvQuoteStyle.Always => true,
        CsvQuoteStyle.Escape => false,
        CsvQuoteStyle.NonNumeric
            => !NumericText.IsNumber(text) || (!clean && HasSpecial(text)) || text.SequenceEqual(_nullText),
        _ => _alone && text.IsEmpty,
    };

    private void WriteEscaped(ref Utf8Output output, ReadOnlySpan<byte> text)
    {
        while (text.IndexOfAny(_escaped) is var next and >= 0)
        {
            output.Append(text[..next]);
            output.Append(_escape);
            output.Append(text[next] switch { (byte)'\n' => (byte)'n', (byte)'\r' => (byte)'r', var other => other });
            text = text[(next + 1)..];
        }

        output.Append(text);
    }
}
