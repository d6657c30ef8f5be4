using System.Globalization;
using System.Text.Json;
using CsCheck;
using DataflowWrite.Serialization;
using DataflowWrite.Serialization.Csv;
using DataflowWrite.Serialization.JsonLines;
using static DataflowWrite.Tests.Serialization.SerializedText;
using static DataflowWrite.Tests.Support.ArrowValues;

namespace DataflowWrite.Tests.Serialization;

public sealed class SerializerPropertyTests
{
    private static readonly Gen<CsvOptions> Options =
        from delimiter in Gen.OneOf(',', ';', '\t', '|', 'x')
        from quote in Gen.OneOf('"', '\'')
        from doubleQuote in Gen.Bool
        from style in Gen.OneOf(CsvQuoteStyle.Necessary, CsvQuoteStyle.Always, CsvQuoteStyle.NonNumeric)
        from nullText in Gen.OneOf("", "NULL", "\\N")
        from terminator in Gen.OneOf("\n", "\r\n")
        select new CsvOptions
        {
            Delimiter = delimiter,
            Quote = quote,
            DoubleQuote = doubleQuote,
            QuoteStyle = style,
            NullText = nullText,
            Terminator = terminator,
        };

    [Test]
    public void Csv_texts_and_nulls_are_what_they_were()
        => Gen.Select(RandomTexts.Texts, Options, Gen.Int[0, 2]).Sample((texts, options, layout) =>
        {
            var text = Of(FileFormat.Csv(options), Batch(("a", Column(texts, layout)), ("b", Utf8(texts))));

            var records = SimpleCsvReader.Read(text, options);

            records.Should().HaveCount(texts.Length + 1);
            for (var i = 0; i < texts.Length; i++)
                records[i + 1].Should().Equal(texts[i], texts[i]);
        });

    [Test]
    public void Json_texts_and_nulls_are_what_they_were()
        => Gen.Select(RandomTexts.Texts, Gen.Bool, Gen.Int[0, 2]).Sample((texts, writeNulls, layout) =>
        {
            var format = FileFormat.JsonLines(new JsonLinesOptions { WriteNulls = writeNulls });
            var lines = Of(format, Batch(("a", Column(texts, layout)), ("z", Utf8(texts)))).Split('\n')[..^1];

            lines.Should().HaveCount(texts.Length);
            for (var i = 0; i < texts.Length; i++)
            {
                using var json = JsonDocument.Parse(lines[i]);
                var found = json.RootElement.TryGetProperty("a", out var value);
                found.Should().Be(writeNulls || texts[i] is not null);
                (found ? value.GetString() : null).Should().Be(texts[i]);
            }
        });

    [Test]
    public void Doubles_are_the_shortest_text_that_reads_back()
        => Gen.OneOf(Gen.Double, Gen.Int.Select(i => i / 100.0), Gen.Long.Select(l => (double)l)).Sample(value =>
        {
            var text = CsvFields(Float64(value))[0];
            if (!double.IsFinite(value))
                return;

            BitConverter.DoubleToInt64Bits(double.Parse(text, CultureInfo.InvariantCulture))
                .Should().Be(BitConverter.DoubleToInt64Bits(value));
            SignificantDigits(text).Should().Be(SignificantDigits(value.ToString("R", CultureInfo.InvariantCulture)));
            using var json = JsonDocument.Parse(text);
        });

    [Test]
    public void Floats_are_the_shortest_text_that_reads_back()
        => Gen.OneOf(Gen.Float, Gen.Int.Select(i => i / 100f)).Sample(value =>
        {
            var text = CsvFields(Float32(value))[0];
            if (!float.IsFinite(value))
                return;

            BitConverter.SingleToInt32Bits(float.Parse(text, CultureInfo.InvariantCulture))
                .Should().Be(BitConverter.SingleToInt32Bits(value));
            SignificantDigits(text).Should().Be(SignificantDigits(value.ToString("R", CultureInfo.InvariantCulture)));
        });

    private static string SignificantDigits(string text)
    {
        var mantissa = text.Split('e', 'E')[0].Replace(".", "", StringComparison.Ordinal).TrimStart('-');
        return mantissa.Trim('0');
    }

    private static Apache.Arrow.IArrowArray Column(string?[] texts, int layout) => layout switch
    {
        0 => Utf8(texts),
        1 => Utf8View(texts),
        _ => LargeUtf8(texts),
    };
}
