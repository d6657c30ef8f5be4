using CsCheck;
using DataflowWrite.Serialization;
using DataflowWrite.Serialization.Csv;
using DataflowWrite.Serialization.JsonLines;

namespace DataflowWrite.Tests.Serialization.Records;

/// <summary>Formats with any of their options; null where the options contradict each other.</summary>
internal static class RandomOptions
{
    private static readonly Gen<(string? Date, string? DateTime, string? Zoned, string? Time)> Patterns = Gen.OneOf<(string?, string?, string?, string?)>(
        (null, null, null, null),
        ("dd.MM.yyyy", "yyyy-MM-dd HH:mm:ss.FFFFFFFFF", "yyyyMMdd'T'HHmmss.ffffffzzz", "HHmmss"),
        ("yyyy,MM,dd", "yyyy'|'MM HH;mm", "yyyy-MM-dd HH:mm:ss K", "HH'\"'mm"));

    public static readonly Gen<StatelessFormat?> Csv =
        from delimiter in Gen.OneOf(',', ',', ';', '\t', '|', 'x', '1', 'e', '-', ':', '\u0001')
        from quotes in Gen.Select(Gen.OneOf('"', '\'', '0'), Gen.Bool, Gen.OneOf('\\', '!'))
        from style in Gen.Enum<CsvQuoteStyle>()
        from nullText in Gen.OneOf("", "", "NULL", "\\N", "1", "true", "x", "NaN")
        from ends in Gen.Select(Gen.OneOf("\n", "\r\n"), Gen.Bool)
        from encoding in Gen.Enum<BinaryEncoding>()
        from infinity in Gen.OneOf("inf", "Infinity")
        from patterns in Patterns
        select Create(() => FileFormat.Csv(new CsvOptions
        {
            Delimiter = delimiter,
            Quote = quotes.Item1,
            DoubleQuote = quotes.Item2,
            Escape = quotes.Item3,
            QuoteStyle = style,
            NullText = nullText,
            Terminator = ends.Item1,
            Header = ends.Item2,
            BinaryEncoding = encoding,
            InfinityText = infinity,
            DateFormat = patterns.Date,
            DateTimeFormat = patterns.DateTime,
            TimestampFormat = patterns.DateTime,
            TimestampZonedFormat = patterns.Zoned,
            TimeFormat = patterns.Time,
        }));

    public static readonly Gen<StatelessFormat> JsonLines =
        from nulls in Gen.Bool
        from floats in Gen.Enum<NonFiniteFloats>()
        from strings in Gen.Select(Gen.Bool, Gen.Bool)
        from encoding in Gen.Enum<BinaryEncoding>()
        select FileFormat.JsonLines(new JsonLinesOptions
        {
            WriteNulls = nulls,
            NonFiniteFloats = floats,
            LargeIntegersAsStrings = strings.Item1,
            DecimalsAsStrings = strings.Item2,
            BinaryEncoding = encoding,
        });

    private static StatelessFormat? Create(Func<StatelessFormat> create)
    {
        try
        {
            return create();
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
