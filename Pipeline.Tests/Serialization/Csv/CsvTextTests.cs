using System.Text;
using Apache.Arrow;
using DataflowWrite.Serialization;
using DataflowWrite.Serialization.Csv;
using static DataflowWrite.Tests.Serialization.SerializedText;
using static DataflowWrite.Tests.Support.ArrowValues;

namespace DataflowWrite.Tests.Serialization.Csv;

public sealed class CsvTextTests
{
    private static readonly CsvOptions Always = new() { QuoteStyle = CsvQuoteStyle.Always };
    private static readonly CsvOptions NonNumeric = new() { QuoteStyle = CsvQuoteStyle.NonNumeric };
    private static readonly CsvOptions Never = new() { QuoteStyle = CsvQuoteStyle.Never };

    private static IEnumerable<Func<string?[], IArrowArray>> TextTypes()
    {
        yield return Utf8;
        yield return LargeUtf8;
        yield return Utf8View;
    }

    private static IEnumerable<Func<byte[]?[], IArrowArray>> BinaryTypes()
    {
        yield return Binary;
        yield return LargeBinary;
        yield return BinaryView;
    }

    [TestCaseSource(nameof(TextTypes))]
    public void Only_fields_that_need_it_are_quoted(Func<string?[], IArrowArray> make)
        => Fields(make(["plain", "a,b", "say \"hi\"", "two\nlines", "cr\r", " padded ", "ünïcödé and longer than twelve"]))
            .Should().Be("plain|\"a,b\"|\"say \"\"hi\"\"\"|\"two\nlines\"|\"cr\r\"| padded |ünïcödé and longer than twelve");

    [TestCaseSource(nameof(TextTypes))]
    public void A_null_is_nothing_and_the_empty_string_is_quoted(Func<string?[], IArrowArray> make)
    {
        Fields(make([null, "", "x"])).Should().Be("|\"\"|x");
        Fields(make([null, "", "x"]), NonNumeric).Should().Be("|\"\"|\"x\"");
    }

    [TestCaseSource(nameof(BinaryTypes))]
    public void Binary_is_lower_case_hex(Func<byte[]?[], IArrowArray> make)
        => Fields(make([[0, 0xAB, 0xFF], null, [], [.. new byte[20]]])).Should().Be("00abff||\"\"|" + new string('0', 40));

    [Test]
    public void Fixed_size_binary_is_lower_case_hex()
        => Fields(FixedBinary(2, [1, 2], null, [0xFE, 0xDC])).Should().Be("0102||fedc");

    [Test]
    public void A_guid_is_written_as_uuid()
        => Fields(Guids(Guid.Parse("00112233-4455-6677-8899-aabbccddeeff"), null))
            .Should().Be("00112233-4455-6677-8899-aabbccddeeff|");

    [Test]
    public void A_text_that_equals_the_null_text_is_quoted()
    {
        var options = new CsvOptions { NullText = "NULL" };

        Fields(Utf8("NULL", null, "null", ""), options).Should().Be("\"NULL\"|NULL|null|\"\"");
    }

    [Test]
    public void A_number_that_equals_the_null_text_is_quoted()
    {
        var options = new CsvOptions { NullText = "-1" };

        Fields(Int32(-1, null, 1), options).Should().Be("\"-1\"|-1|1");
    }

    [Test]
    public void Always_quotes_every_value_but_no_null()
    {
        Fields(Utf8("a", "", null, "q\"q"), Always).Should().Be("\"a\"|\"\"||\"q\"\"q\"");
        Fields(Int32(1, null), Always).Should().Be("\"1\"|");
        Fields(Bool(true, null), Always with { NullText = "true" }).Should().Be("\"true\"|true");
    }

    [Test]
    public void NonNumeric_leaves_what_reads_as_a_number_unquoted()
        => Fields(
                Utf8("1", "-2.5e3", "00501", ".5", "5.", "nan", "-inf", "+1", "a", "1,5", "-", "e5", "1e", "1e+", "0x1", "1 "),
                NonNumeric)
            .Should().Be(
                "1|-2.5e3|00501|.5|5.|nan|-inf|+1|\"a\"|\"1,5\"|\"-\"|\"e5\"|\"1e\"|\"1e+\"|\"0x1\"|\"1 \"");

    [Test]
    public void NonNumeric_goes_by_the_text_of_other_types()
    {
        Fields(Bool(true, null), NonNumeric).Should().Be("\"true\"|");
        Fields(Float64(1, double.NaN), NonNumeric).Should().Be("1.0|NaN");
        Fields(Date32(0), NonNumeric).Should().Be("\"1970-01-01\"");
        Fields(Date32(0), NonNumeric with { DateFormat = "yyyyMMdd" }).Should().Be("19700101");
        Fields(Binary([0x12, 0x34], [0xAB]), NonNumeric).Should().Be("1234|\"ab\"");
    }

    [Test]
    public void Never_quotes_nothing()
        => Fields(Utf8("a,b", "\"", "", null), Never).Should().Be("a,b|\"||");

    [Test]
    public void An_escape_replaces_doubling_when_asked_for()
    {
        var options = new CsvOptions { DoubleQuote = false };

        Fields(Utf8("a\"b", "back\\slash", "plain"), options).Should().Be("\"a\\\"b\"|\"back\\\\slash\"|plain");
    }

    [Test]
    public void An_unusual_delimiter_quotes_the_numbers_and_dates_that_contain_it()
    {
        var options = new CsvOptions { Header = false, Delimiter = '-' };
        var batch = Batch(("n", Int32(-5, 5)), ("d", Date32(0, null)), ("b", Bool(true, false)));

        Of(FileFormat.Csv(options), batch).Should().Be("\"-5\"-\"1970-01-01\"-true\n5--false\n");
    }

    [Test]
    public void Delimiter_quote_and_terminator_are_a_choice()
    {
        var options = new CsvOptions { Delimiter = '\t', Quote = '\'', Terminator = "\r\n" };
        var batch = Batch(("a b", Utf8("x\ty", "it's", "1,2")), ("n", Int32(1, null, 3)));

        Of(FileFormat.Csv(options), batch).Should().Be("a b\tn\r\n'x\ty'\t1\r\n'it''s'\t\r\n1,2\t3\r\n");
    }

    [Test]
    public void A_file_of_one_column_has_no_blank_line()
    {
        Of(FileFormat.Csv(), Batch(("v", Utf8(null, "", "x")))).Should().Be("v\n\"\"\n\"\"\nx\n");
        Of(FileFormat.Csv(), Batch(("v", Int32(null, 1)))).Should().Be("v\n\"\"\n1\n");
        Of(FileFormat.Csv(Never), Batch(("v", Utf8(null, "", "x")))).Should().Be("v\n\"\"\n\"\"\nx\n");
        Of(FileFormat.Csv(Never), Batch(("v", Binary(null, [], [1])))).Should().Be("v\n\"\"\n\"\"\n01\n");
        Of(FileFormat.Csv(new CsvOptions { NullText = "NA" }), Batch(("v", Utf8(null, "")))).Should().Be("v\nNA\n\"\"\n");
    }

    [Test]
    public void The_header_follows_the_rules_of_text_and_comes_once()
    {
        var batch = Batch(("plain", Int32(1)), ("a,b", Int32(2)), ("", Int32(3)), ("q\"", Int32(4)));

        Of(FileFormat.Csv(), batch).Should().Be("plain,\"a,b\",\"\",\"q\"\"\"\n1,2,3,4\n");
        Of(FileFormat.Csv(), batch, initial: false).Should().Be("1,2,3,4\n");
        Of(FileFormat.Csv(Always), batch).Should().StartWith("\"plain\",\"a,b\",\"\",\"q\"\"\"\n");
        Of(FileFormat.Csv(new CsvOptions { Header = false }), batch).Should().Be("1,2,3,4\n");
    }

    [Test]
    public void A_batch_without_rows_has_a_header_only()
    {
        var batch = Batch(("a", Int32()), ("s", Utf8()), ("v", Utf8View()), ("b", Bool()));

        Of(FileFormat.Csv(), batch).Should().Be("a,s,v,b\n");
        Of(FileFormat.Csv(), batch, initial: false).Should().BeEmpty();
    }

    [Test]
    public void Dictionaries_and_runs_are_written_as_their_values()
    {
        Fields(Dictionary(Int8(1, 0, null, 2, 1), Utf8("a,b", "c", null))).Should().Be("c|\"a,b\"|||c");
        Fields(Dictionary(UInt32(0, 1), Decimal128(9, 1, 15, 20))).Should().Be("1.5|2.0");
        Fields(RunEnds([2, 3, 5], Utf8("x", null, "y"))).Should().Be("x|x||y|y");
        Fields(Nulls(3)).Should().Be("||");
    }

    [Test]
    public void Sliced_dictionaries_runs_and_views_write_their_own_rows()
    {
        var batch = Batch(
            ("d", Dictionary(Int16(0, 1, 0, null), Utf8("a", "b"))),
            ("r", RunEnds([1, 3, 4], Int32(1, 2, 3))),
            ("v", Utf8View("short", "a text of more than twelve bytes", null, "z")),
            ("s", Utf8("p,q", "r", "s", "t,")));

        Of(FileFormat.Csv(), batch.Slice(1, 3), initial: false).Should().Be(
            "b,2,a text of more than twelve bytes,r\na,2,,s\n,3,z,\"t,\"\n");
    }

    [Test]
    public void Long_texts_with_many_quotes_are_escaped_whole()
    {
        var text = string.Concat(Enumerable.Repeat("\"ab,", 50_000));

        Fields(Utf8(text)).Should().Be("\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"");
    }

    [Test]
    public void Damaged_offsets_are_refused()
    {
        var offsets = new byte[] { 0, 0, 0, 0, 99, 0, 0, 0 };
        var array = Make(Apache.Arrow.Types.StringType.Default, 1, ([], 0), offsets, Encoding.UTF8.GetBytes("abc"));

        FluentActions.Invoking(() => Of(FileFormat.Csv(), Batch(("v", array))))
            .Should().Throw<InvalidDataException>().WithMessage("*outside its buffer*");
    }

    private static string Fields(IArrowArray values, CsvOptions? options = null)
    {
        options = (options ?? new CsvOptions()) with { Header = false };
        var bytes = Of(FileFormat.Csv(options), Batch(("v", values), ("z", Utf8([.. Enumerable.Repeat("§", values.Length)]))));
        var end = options.QuoteStyle is CsvQuoteStyle.Always or CsvQuoteStyle.NonNumeric ? ",\"§\"\n" : ",§\n";
        return string.Join('|', bytes.Split(end)[..^1]);
    }
}
