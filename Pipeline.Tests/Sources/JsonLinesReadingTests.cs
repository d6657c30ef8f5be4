using DataflowWrite.Sources;

namespace DataflowWrite.Tests.Sources;

public sealed class JsonLinesReadingTests
{
    [Test]
    public async Task Keys_are_columns_in_the_order_of_their_first_appearance_and_a_missing_key_is_null()
        => (await SourceText.JsonLines("{\"b\":1,\"a\":\"x\"}\n\n  {\"c\":true,\"a\":null}\r\n{}"))
            .Should().BeEquivalentTo(new { Schema = "b:int64,a:string,c:bool", Rows = new[] { "1|x|∅", "∅|∅|true", "∅|∅|∅" } });

    [TestCase("1;2.5", "float64", "1;2.5")]
    [TestCase("1;\"x\"", "string", "1;x")]
    [TestCase("1;true", "string", "1;true")]
    [TestCase("9223372036854775808;1", "string", "9223372036854775808;1")]
    [TestCase("null;null", "string", "∅;∅")]
    [TestCase("\"2024-01-01\";\"\"", "string", "2024-01-01;")]
    [TestCase("{\"x\": [1, 2]};[\"\\u00e9\"]", "string", "{\"x\": [1, 2]};[\"\\u00e9\"]")]
    [TestCase("\"\\u00e9\\n\\\"\";\"é\"", "string", "é\n\";é")]
    public async Task A_column_has_the_type_of_its_values_and_a_clash_widens(string values, string type, string read)
    {
        var rows = await SourceText.JsonLines(string.Concat(values.Split(';').Select(v => $"{{\"a\":{v}}}\n")));
        rows.Schema.Should().Be($"a:{type}");
        rows.Rows.Should().Equal(read.Split(';'));
    }

    [TestCase("{\"a\":1}\n{\"a\":2.5}\n", "in.jsonl, line 2, column 'a': '2.5' does not fit int64 without loss*--schema 'a:string'*")]
    [TestCase("{\"a\":1}\n{\"a\":\"1\"}\n", "in.jsonl, line 2, column 'a': a string stands where the sample at the beginning shows only a number.*")]
    [TestCase("{\"a\":\"x\"}\n{\"a\":1}\n", "in.jsonl, line 2, column 'a': a number stands where the sample at the beginning shows only a string.*")]
    [TestCase("{\"a\":\"x\"}\n{\"a\":\"y\",\"late\":1}\n", "in.jsonl, line 2, column 'late': the key does not occur in the sample*--schema 'late:string'*")]
    public async Task What_the_sample_does_not_have_stops_with_its_place(string text, string message)
    {
        var reading = () => SourceText.JsonLines(text, new() { SampleRows = 1 });
        await reading.Should().ThrowAsync<SourceFormatException>().WithMessage(message);
    }

    [Test]
    public async Task A_declared_key_may_come_after_the_sample()
        => (await SourceText.JsonLines("{\"a\":1}\n{\"late\":\"2.50\"}\n", new() { SampleRows = 1, Schema = SchemaText.Parse("late:decimal(5,2)") }))
            .Should().BeEquivalentTo(new { Schema = "a:int64,late:decimal(5,2)", Rows = new[] { "1|∅", "∅|2.50" } });

    [Test]
    public async Task A_declared_key_that_no_row_has_is_a_column_of_nulls()
        => (await SourceText.JsonLines("{\"a\":1}\n", new() { Schema = SchemaText.Parse("b:int8") }))
            .Should().BeEquivalentTo(new { Schema = "a:int64,b:int8", Rows = new[] { "1|∅" } });

    [TestCase("{\"a\":1}\n{\"a\":1\n", 2, "*not JSON at byte *")]
    [TestCase("{\"a\":1} x\n", 1, "*not JSON at byte *")]
    [TestCase("{\"a\":1}\n[1]\n", 2, "*an array where an object is expected*")]
    [TestCase("7\n", 1, "*a number where an object is expected*")]
    [TestCase("{\"a\":1,\"a\":2}\n", 1, "*twice*")]
    [TestCase("{\"a\":\"\\ud800\"}\n", 1, "*not valid Unicode*")]
    [TestCase("", 0, "*holds no object*")]
    public async Task A_malformed_line_stops_with_its_number(string text, int line, string message)
    {
        var reading = () => SourceText.JsonLines(text);
        (await reading.Should().ThrowAsync<SourceFormatException>().WithMessage(message)).Which.Line.Should().Be(line);
    }

    [Test]
    public async Task Broken_JSON_beyond_the_sample_stops_with_its_line()
    {
        var reading = () => SourceText.JsonLines("{\"a\":1}\n{\"a\":}\n", new() { SampleRows = 1 });
        await reading.Should().ThrowAsync<SourceFormatException>().WithMessage("in.jsonl, line 2: the line is not JSON at byte 6*");
    }

    [Test]
    public async Task A_declared_type_reads_numbers_out_of_strings()
        => (await SourceText.JsonLines("{\"a\":\"18446744073709551615\"}\n{\"a\":7}\n", new() { Schema = SchemaText.Parse("a:uint64") })).Rows
            .Should().Equal("18446744073709551615", "7");
}
