using Apache.Arrow;
using Apache.Arrow.Types;
using CsCheck;
using DataflowWrite.Serialization;
using DataflowWrite.Serialization.Csv;
using static DataflowWrite.Tests.Serialization.SerializedText;
using static DataflowWrite.Tests.Support.ArrowValues;

namespace DataflowWrite.Tests.Serialization.Csv;

public sealed class CsvDialectTests
{
    private const char HiveDelimiter = '\u0001';

    private static readonly CsvOptions Escape = new() { QuoteStyle = CsvQuoteStyle.Escape, NullText = @"\N" };

    private static RecordBatch Sample => Batch(
        ("s", Utf8("a,b", "say \"hi\"", @"back\slash", "two\r\nlines", "", null)),
        ("f", Float64(double.PositiveInfinity, double.NegativeInfinity, double.NaN, 0.5, null, 1)),
        ("b", Binary([0xAB, 1], [], [0xFF], null, [0], [1, 2, 3])),
        ("t", Timestamp(TimeUnit.Millisecond, null, 1_500, 0, null, -1, 60_000, 1)),
        ("z", Timestamp(TimeUnit.Second, "+02:00", 0, null, 1, 2, 3, 4)),
        ("i", Int32(1, 2, 3, 4, 5, null)));

    [Test]
    public void Rfc_4180_is_the_default_with_other_line_ends()
    {
        CsvOptions.Rfc4180.Should().Be(new CsvOptions { Terminator = "\r\n" });
        Of(FileFormat.Csv(CsvOptions.Rfc4180), Batch(("a", Utf8("x", "1\"")), ("b", Utf8(null, "")))).Should().Be("a,b\r\nx,\r\n\"1\"\"\",\"\"\r\n");
    }

    [Test]
    public void Spark_escapes_quotes_by_a_backslash()
        => Of(FileFormat.Csv(CsvOptions.Spark), Sample).Should().Be(
            """"
            s,f,b,t,z,i
            "a,b",Inf,ab01,1970-01-01T00:00:01.500,1970-01-01T02:00:00+02:00,1
            "say \"hi\"",-Inf,"",1970-01-01T00:00:00,,2
            "back\\slash",NaN,ff,,1970-01-01T02:00:01+02:00,3

            """".ReplaceLineEndings("\n")
            + "\"two\r\nlines\",0.5,,1969-12-31T23:59:59.999,1970-01-01T02:00:02+02:00,4\n"
            + "\"\",,00,1970-01-01T00:01:00,1970-01-01T02:00:03+02:00,5\n,1.0,010203,1970-01-01T00:00:00.001,1970-01-01T02:00:04+02:00,\n");

    [Test]
    public void Hive_escapes_without_quotes_and_has_a_null_of_its_own()
        => Of(FileFormat.Csv(CsvOptions.Hive), Sample).Replace(HiveDelimiter, '|').Should().Be(
            """"
            a,b|Infinity|qwE=|1970-01-01 00:00:01.5|1970-01-01 02:00:00 +02:00|1
            say "hi"|-Infinity||1970-01-01 00:00:00|\N|2
            back\\slash|NaN|/w==|\N|1970-01-01 02:00:01 +02:00|3
            two\r\nlines|0.5|\N|1969-12-31 23:59:59.999|1970-01-01 02:00:02 +02:00|4
            |\N|AA==|1970-01-01 00:01:00|1970-01-01 02:00:03 +02:00|5
            \N|1.0|AQID|1970-01-01 00:00:00.001|1970-01-01 02:00:04 +02:00|\N

            """".ReplaceLineEndings("\n"));

    [Test]
    public void PostgreSql_takes_the_defaults_with_its_own_binary()
        => Of(FileFormat.Csv(CsvOptions.PostgreSql), Sample.Slice(0, 3)).Should().Be(
            """"
            s,f,b,t,z,i
            "a,b",Infinity,\xab01,1970-01-01T00:00:01.500,1970-01-01T02:00:00+02:00,1
            "say ""hi""",-Infinity,\x,1970-01-01T00:00:00,,2
            back\slash,NaN,\xff,,1970-01-01T02:00:01+02:00,3

            """".ReplaceLineEndings("\n"));

    [Test]
    public void Hive_reads_back_any_text()
        => RandomTexts.Texts.Sample(texts =>
        {
            var batch = Batch(("id", Int32([.. texts.Select((_, i) => (int?)i)])), ("v", Utf8(texts)), ("z", Utf8View(texts)));

            foreach (var delimiter in new[] { HiveDelimiter, '\t', ',' })
                HiveText.Rows(Of(FileFormat.Csv(CsvOptions.Hive with { Delimiter = delimiter }), batch), delimiter)
                    .Should().BeEquivalentTo(texts.Select((t, i) => new[] { $"{i}", t, t }), options => options.WithStrictOrdering());
        });

    [Test]
    public void Escaping_changes_what_reads_as_something_else_and_no_more()
    {
        Fields(Utf8("a,b", "\"q\"", "\n", "\r", @"\N", @"\", "n", null, ""), Escape)
            .Should().Equal(@"a\,b", "\"q\"", @"\n", @"\r", @"\\N", @"\\", "n", @"\N", "");
        Fields(Utf8("a\tb", "a,b", "x^"), Escape with { Delimiter = '\t', Escape = '^', NullText = "^N" }).Should().Equal("a^\tb", "a,b", "x^^");
        Fields(Int32(-5, null), Escape with { Delimiter = '-' }).Should().Equal(@"\-5", @"\N");
        Fields(Binary([1], null), Escape with { BinaryEncoding = BinaryEncoding.PrefixedHex }).Should().Equal(@"\\x01", @"\N");
        Fields(Bool(true, null), Escape).Should().Equal("true", @"\N");
    }

    [Test]
    public void Escaping_knows_no_quotes_not_even_for_blank_lines_and_names()
    {
        Of(FileFormat.Csv(Escape), Batch(("a,b", Utf8("", null, "x")))).Should().Be("a\\,b\n\n\\N\nx\n");
        Of(FileFormat.Csv(Escape with { NullText = "" }), Batch(("v", Utf8("", null, "x")))).Should().Be("v\n\n\nx\n");
    }

    [Test]
    public void The_line_that_ends_a_copy_of_PostgreSql_is_quoted()
    {
        Of(FileFormat.Csv(CsvOptions.PostgreSql), Batch(("v", Utf8(@"\.", @"\..")))).Should().Be("v\n\"\\.\"\n\\..\n");
        Fields(Utf8(@"\."), CsvOptions.PostgreSql).Should().Equal(@"\.");
    }

    [Test]
    public void Base64_has_its_padding_at_the_end_of_the_value_only()
    {
        var random = new Random(7);
        byte[]?[] values = [.. new[] { 0, 1, 2, 3, 4, 12_287, 12_288, 12_289, 40_000 }.Select(length => Filled(random, length)), null];
        var options = new CsvOptions { BinaryEncoding = BinaryEncoding.Base64 };

        Fields(Binary(values), options).Should().Equal(values.Select(v => v is null ? "" : v.Length == 0 ? "\"\"" : Convert.ToBase64String(v)));
        Fields(FixedBinary(4, [1, 2, 3, 4], null), options).Should().Equal("AQIDBA==", "");
        Fields(Binary([0xFB, 0xFF]), options with { Delimiter = '/' }).Should().Equal("\"+/8=\"");
    }

    [Test]
    public void Empty_binary_is_quoted_once_where_its_digits_may_need_quotes()
        => Fields(Binary([], [0xA0], null), new CsvOptions { Delimiter = 'a' }).Should().Equal("\"\"", "\"a0\"", "");

    [Test]
    public void Infinity_has_the_text_that_was_asked_for()
    {
        Fields(Float32(float.PositiveInfinity, float.NegativeInfinity, float.NaN), new CsvOptions { InfinityText = "INF" }).Should().Equal("INF", "-INF", "NaN");
        Fields(Float64(double.PositiveInfinity), new CsvOptions { InfinityText = "I", Delimiter = 'I' }).Should().Equal("\"I\"");
        Fields(Float64(double.PositiveInfinity, null), new CsvOptions { InfinityText = "Inf", NullText = "Inf" }).Should().Equal("\"Inf\"", "Inf");
    }

    private static IEnumerable<CsvOptions> Contradictions()
    {
        yield return Escape with { NullText = "NULL" };
        yield return Escape with { NullText = @"\n" };
        yield return Escape with { NullText = @"\\" };
        yield return Escape with { NullText = @"\" };
        yield return Escape with { NullText = @"\,N" };
        yield return Escape with { Escape = ',' };
        yield return Escape with { Escape = 'n' };
        yield return Escape with { Delimiter = 'r' };
        yield return new CsvOptions { InfinityText = "" };
        yield return new CsvOptions { InfinityText = "1e999" };
        yield return new CsvOptions { InfinityText = "infinitelylarges" };
        yield return new CsvOptions { BinaryEncoding = (BinaryEncoding)9 };
    }

    [TestCaseSource(nameof(Contradictions))]
    public void Options_that_cannot_be_read_back_are_refused(CsvOptions options)
        => FluentActions.Invoking(() => FileFormat.Csv(options)).Should().Throw<ArgumentException>();

    private static byte[] Filled(Random random, int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }

    private static string[] Fields(IArrowArray values, CsvOptions options) => CsvFields(values, options);
}
