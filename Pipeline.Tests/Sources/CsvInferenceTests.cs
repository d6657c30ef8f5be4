using DataflowWrite.Sources;

namespace DataflowWrite.Tests.Sources;

public sealed class CsvInferenceTests
{
    [TestCase("true;false", "bool")]
    [TestCase("true;TRUE", "string")]
    [TestCase("1;-2;9223372036854775807;-9223372036854775808", "int64")]
    [TestCase("1;9223372036854775808", "string")]
    [TestCase("100000000000000000000", "string")]
    [TestCase("00501;10001", "string")]
    [TestCase("+1;2", "string")]
    [TestCase("1;x", "string")]
    [TestCase("1; 2", "string")]
    [TestCase("1;true", "string")]
    [TestCase("1.5;2;1e5;-0", "float64")]
    [TestCase("0.1;12345678901234567", "string")]
    [TestCase("0.30000000000000004;0.10000000000000001", "float64")]
    [TestCase("0.1;0.12345678901234567", "string")]
    [TestCase("0.1;0.1234567890123456789", "string")]
    [TestCase("1.5;1e999", "string")]
    [TestCase("1.5;1e-999", "string")]
    [TestCase("01.5;2.5", "string")]
    [TestCase("1.5;NaN", "string")]
    [TestCase("2024-02-29;0001-01-01", "date32")]
    [TestCase("2024-02-30", "string")]
    [TestCase("2024-01-01T10:20:30;2024-01-01 10:20:30.123456;2024-01-01T10:20", "timestamp[us]")]
    [TestCase("2024-01-01T10:20:30.1234567", "string")]
    [TestCase("2024-01-01T10:20:30.1230000000", "timestamp[us]")]
    [TestCase("2024-01-01T10:20:30Z;2024-01-01T10:20:30+02:00", "timestamp[us,UTC]")]
    [TestCase("2024-01-01T10:20:30Z;2024-01-01T10:20:30", "string")]
    [TestCase("2024-01-01;2024-01-01T10:20:30", "string")]
    [TestCase(";;", "string")]
    [TestCase("1;;2", "int64")]
    [TestCase("1;\"\"", "string")]
    [TestCase("\"1\";\"2\"", "int64")]
    public async Task A_column_gets_the_type_that_loses_nothing(string values, string type)
    {
        var text = "a,b\n" + string.Concat(values.Split(';').Select(v => $"{v},x\n"));
        (await SourceText.Csv(text)).Schema.Should().Be($"a:{type},b:string");
    }

    [Test]
    public async Task An_offset_is_turned_into_UTC()
        => (await SourceText.Csv("t,x\n2024-01-01T02:00:00.5+02:00,\n1969-12-31T23:59:59Z,\n")).Rows
            .Should().Equal("1704067200500000|∅", "-1000000|∅");

    [TestCase("1\n2\n00501\n", 4, "int64", "00501")]
    [TestCase("1\n2\n3.5\n", 4, "int64", "3.5")]
    [TestCase("1.5\n2\n0.12345678901234567890\n", 4, "float64", "0.12345678901234567890")]
    [TestCase("true\ntrue\nTrue\n", 4, "bool", "True")]
    [TestCase("2024-01-01\n2024-01-02\n2024-13-01\n", 4, "date32", "2024-13-01")]
    public async Task A_value_beyond_the_sample_that_does_not_fit_stops_with_its_place(string values, int line, string type, string value)
    {
        var reading = () => SourceText.Csv("a\n" + values, new() { SampleRows = 2 });
        var error = (await reading.Should().ThrowAsync<SourceFormatException>()
            .WithMessage($"in.csv, line {line}, column 'a': '{value}' does not fit {type} without loss*--schema 'a:string'*--sample-rows*")).Which;
        (error.File, error.Line, error.Column).Should().Be(("in.csv", line, "a"));
    }

    [Test]
    public async Task A_declared_type_takes_what_it_can_hold()
        => (await SourceText.Csv("zip,n,x\n00501,+7,1\n", new() { Schema = SchemaText.Parse("zip:int32,n:uint8") }))
            .Should().BeEquivalentTo(new { Schema = "zip:int32,n:uint8,x:int64", Rows = new[] { "501|7|1" } });

    [Test]
    public async Task Without_inference_texts_stay_as_they_stand()
        => (await SourceText.Csv("a,b,c\n00501,1e5,\n", new() { InferTypes = false }))
            .Should().BeEquivalentTo(new { Schema = "a:string,b:string,c:string", Rows = new[] { "00501|1e5|∅" } });

    [Test]
    public async Task The_sample_ends_after_its_bytes_too()
    {
        var reading = () => SourceText.Csv("a\n1\n2\nx\n", new() { SampleBytes = 4 });
        await reading.Should().ThrowAsync<SourceFormatException>().WithMessage("*line 4*");
    }

    [Test]
    public async Task A_declared_column_that_is_not_there_is_refused_with_those_that_are()
    {
        var opening = () => SourceText.Csv("a,b\n1,2\n", new() { Schema = SchemaText.Parse("A:int8") });
        await opening.Should().ThrowAsync<ArgumentException>().WithMessage("*'A'*columns are 'a', 'b'.");
    }
}
