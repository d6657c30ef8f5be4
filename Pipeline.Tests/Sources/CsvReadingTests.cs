using System.Text;
using CsCheck;
using DataflowWrite.Sources;

namespace DataflowWrite.Tests.Sources;

public sealed class CsvReadingTests
{
    private static readonly FileSourceOptions Strings = new() { InferTypes = false };

    [Test]
    public async Task An_empty_field_is_null_and_quotes_without_text_are_the_empty_string()
        => (await SourceText.Csv("a,b,c\n,\"\",x\n")).Rows.Should().Equal("∅||x");

    [TestCase("\n")]
    [TestCase("\r\n")]
    [TestCase("\r")]
    public async Task Every_line_end_ends_a_row_and_the_last_one_may_lack(string end)
        => (await SourceText.Csv(string.Join(end, "a,b", "1,x", "2,"))).Rows.Should().Equal("1|x", "2|∅");

    [Test]
    public async Task Quoted_fields_hold_delimiters_quotes_and_line_ends()
        => (await SourceText.Csv("a,b\n\"x,\"\"y\"\"\",\"1\r\n2\n\"\n")).Rows.Should().Equal("x,\"y\"|1\r\n2\n");

    [Test]
    public async Task A_quote_inside_a_plain_field_is_a_character()
        => (await SourceText.Csv("a,b\n5\"x,y\n")).Rows.Should().Equal("5\"x|y");

    [Test]
    public async Task A_byte_order_mark_is_no_part_of_the_first_name()
        => (await SourceText.Csv("\uFEFF\"a\",b\n1,2\n")).Schema.Should().Be("a:int64,b:int64");

    [Test]
    public async Task Delimiter_quote_and_null_text_can_be_chosen()
        => (await SourceText.Csv("a\tb\tc\n'x\ty'\t\\N\t'\\N'\n\t1\tz\n", Strings, new() { Delimiter = '\t', Quote = '\'', NullText = "\\N" })).Rows
            .Should().Equal("x\ty|∅|\\N", "|1|z");

    [Test]
    public async Task Without_a_header_the_columns_are_numbered()
        => (await SourceText.Csv("1,x\n2,y\n", dialect: new() { Header = false }))
            .Should().BeEquivalentTo(new { Schema = "column_1:int64,column_2:string", Rows = new[] { "1|x", "2|y" } });

    [Test]
    public async Task Blank_lines_are_skipped_and_in_a_single_column_they_are_nulls()
    {
        (await SourceText.Csv("\na,b\n\n1,2\n\n")).Rows.Should().Equal("1|2");
        (await SourceText.Csv("a\n1\n\n2\n")).Rows.Should().Equal("1", "∅", "2");
    }

    [TestCase("a,b\n1,2\n\n\"x\ny\",\n1,2,3\n", 6, "*3 fields where 2 are expected*")]
    [TestCase("a,b\n1,2\n3\n", 3, "*1 fields where 2 are expected*")]
    [TestCase("a,b\n1,\"2\n3\n", 2, "*never closed*")]
    [TestCase("a,b\n1,\"x\ny\"z\n", 3, "*follows the closing quote of field 2*")]
    [TestCase("a,b,a\n", 1, "*columns 1 and 3 both 'a'*")]
    public async Task A_malformed_row_stops_with_its_line(string text, int line, string message)
    {
        var reading = () => SourceText.Csv(text);
        (await reading.Should().ThrowAsync<SourceFormatException>().WithMessage(message)).Which.Line.Should().Be(line);
    }

    [Test]
    public async Task A_misfit_inside_a_row_of_several_lines_names_its_own_line()
    {
        var reading = () => SourceText.Csv("a,b\nx,1\n\"l\nm\",x\n", new() { SampleRows = 1 });
        (await reading.Should().ThrowAsync<SourceFormatException>()).Which.Line.Should().Be(4);
    }

    [Test]
    public async Task Bytes_that_are_not_UTF8_stop_with_their_place()
    {
        var reading = () => SourceText.Csv(null, null, SourceText.File([.. "a,b\n1,"u8, 0xC3, 0x28, (byte)'\n']));
        await reading.Should().ThrowAsync<SourceFormatException>().WithMessage("in.csv, line 2, column 'b': *not valid UTF-8*");
    }

    [Test]
    public async Task A_text_in_UTF16_is_recognized()
    {
        var reading = () => SourceText.Csv(null, null, SourceText.File(Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("a,b\n")).ToArray()));
        await reading.Should().ThrowAsync<SourceFormatException>().WithMessage("*UTF-16; convert the file to UTF-8.");
    }

    [Test]
    public async Task An_empty_file_needs_a_schema()
    {
        var reading = () => SourceText.Csv("");
        await reading.Should().ThrowAsync<SourceFormatException>().WithMessage("in.csv is empty*");
        (await SourceText.Csv("", new() { Schema = SchemaText.Parse("a:int8") }))
            .Should().BeEquivalentTo(new { Schema = "a:int8", Rows = System.Array.Empty<string>() });
    }

    [Test]
    public async Task A_header_alone_is_a_schema_without_rows()
        => (await SourceText.Csv("a,b\n")).Should().BeEquivalentTo(new { Schema = "a:string,b:string", Rows = System.Array.Empty<string>() });

    [Test]
    public async Task Columns_of_several_files_are_matched_by_name_and_batches_end_with_their_file()
    {
        var rows = await SourceText.Csv(null, null, SourceText.File("a,b\n1,x\n"), SourceText.File("b,a\ny,2\n"));
        rows.Rows.Should().Equal("1|x", "2|y");
        rows.Batches.Should().Equal(1, 1);
    }

    [Test]
    public async Task A_missing_and_an_extra_column_are_refused_with_the_file()
    {
        var reading = () => SourceText.Csv(null, null, SourceText.File("a,b\n1,x\n"), SourceText.File("b,c\ny,2\n", "second.csv"));
        await reading.Should().ThrowAsync<SourceFormatException>().WithMessage("second.csv, line 1: *missing 'a'; not expected 'c'*");
    }

    [Test]
    public async Task Batches_have_the_size_that_was_asked_for()
        => (await SourceText.Csv("a\n1\n2\n3\n4\n5\n", new() { BatchSize = 2 })).Batches.Should().Equal(2, 2, 1);

    [Test]
    public async Task A_field_larger_than_the_buffer_and_one_larger_than_a_batch_come_back_whole()
    {
        var large = new string('x', 20 << 20);
        var rows = await SourceText.Csv($"a,b\n1,\"{large}\"\n2,y\n", Strings);
        rows.Rows.Should().Equal("1|" + large, "2|y");
        rows.Batches.Should().Equal(1, 1);
    }

    [Test]
    public async Task A_quote_that_eats_the_file_is_stopped_before_the_memory_is_full()
    {
        var reading = () => SourceText.Csv("a,b\n1,\"" + new string('x', 65 << 20), Strings);
        await reading.Should().ThrowAsync<SourceFormatException>().WithMessage("in.csv, line 2: *longer than 64 MiB*quote*");
    }

    [Test]
    public async Task Rows_that_a_plain_writer_wrote_come_back()
    {
        var text = Gen.OneOf(Gen.String[Gen.Char["ab,\"\r\n é"], 0, 5], Gen.Const((string?)null)!);
        var tables = Gen.Int[2, 4].SelectMany(n => text.Array[n].Array[0, 40].Select(rows => (n, rows)));
        await Gen.Select(tables, Gen.Int[1, 9])
            .SampleAsync(async (table, batchSize) =>
            {
                var (n, expected) = table;
                var csv = new StringBuilder(string.Join(',', Enumerable.Range(0, n).Select(i => $"c{i}"))).Append('\n');
                foreach (var row in expected)
                    csv.AppendJoin(',', row.Select(v => v is null ? "" : $"\"{v.Replace("\"", "\"\"")}\"")).Append('\n');

                var read = await SourceText.Csv(csv.ToString(), Strings with { BatchSize = batchSize });
                read.Rows.Should().Equal(expected.Select(row => string.Join('|', row.Select(v => v ?? "∅"))));
            });
    }
}
