using DataflowWrite.Sources;

namespace DataflowWrite.Tests.Sources;

public sealed class DeclaredTypesTests
{
    [TestCase("int8", "-128", "-128")]
    [TestCase("uint64", "18446744073709551615", "18446744073709551615")]
    [TestCase("float32", "1.5e3", "1500")]
    [TestCase("float64", "NaN", "NaN")]
    [TestCase("float64", "-inf", "-Infinity")]
    [TestCase("bool", "TRUE", "true")]
    [TestCase("bool", "0", "false")]
    [TestCase("binary", "00ffA0", "00ffa0")]
    [TestCase("decimal(5,2)", "-123.4", "-123.40")]
    [TestCase("decimal(5,2)", "+000001.500", "1.50")]
    [TestCase("decimal(38,0)", "99999999999999999999999999999999999999", "99999999999999999999999999999999999999")]
    [TestCase("decimal(50,1)", "-1234567890123456789012345678901234567890.5", "-1234567890123456789012345678901234567890.5")]
    [TestCase("date32", "1969-12-31", "1969-12-31")]
    [TestCase("date64", "1970-01-02", "86400000")]
    [TestCase("date64", "1970-01-02T00:00:00.001", "86400001")]
    [TestCase("time32[s]", "01:02:03", "3723")]
    [TestCase("time32[ms]", "01:02:03.004", "3723004")]
    [TestCase("time64[us]", "00:00:00.000001", "1")]
    [TestCase("time64[ns]", "23:59:59.999999999", "86399999999999")]
    [TestCase("timestamp[s]", "1970-01-01T00:01:00", "60")]
    [TestCase("timestamp[ms]", "1970-01-02", "86400000")]
    [TestCase("timestamp[ns]", "1969-12-31 23:59:59.999999999", "-1")]
    [TestCase("timestamp[us,UTC]", "1970-01-01T00:00:01", "1000000")]
    [TestCase("timestamp[s,Europe/Berlin]", "1970-01-01T01:00:00+01:00", "0")]
    [TestCase("timestamp[s,UTC]", "1970-01-01T01:00:00-0130", "9000")]
    [TestCase("duration[s]", "-5", "-5")]
    [TestCase("duration[ms]", "PT1.5S", "1500")]
    [TestCase("duration[ns]", "-PT0.000000001S", "-1")]
    [TestCase("duration[s]", "P1DT2H3M4S", "93784")]
    public async Task A_text_becomes_the_value_that_it_says(string type, string text, string value)
        => (await SourceText.Csv($"a,b\n{text},\n", new() { Schema = SchemaText.Parse($"a:{type},b:{type}") })).Rows
            .Should().Equal($"{value}|∅");

    [TestCase("int8", "128")]
    [TestCase("uint8", "-1")]
    [TestCase("int32", "1.0")]
    [TestCase("int32", " 1")]
    [TestCase("float64", "1e999")]
    [TestCase("float64", "1,5")]
    [TestCase("bool", "yes")]
    [TestCase("binary", "abc")]
    [TestCase("binary", "zz")]
    [TestCase("decimal(5,2)", "1.234")]
    [TestCase("decimal(5,2)", "1000")]
    [TestCase("decimal(5,2)", "1e1")]
    [TestCase("decimal(5,2)", ".")]
    [TestCase("date32", "2024-1-1")]
    [TestCase("time32[s]", "01:02:03.5")]
    [TestCase("time32[s]", "24:00:00")]
    [TestCase("timestamp[s]", "2024-01-01T00:00:00Z")]
    [TestCase("timestamp[ns]", "2300-01-01T00:00:00")]
    [TestCase("timestamp[us,Europe/Berlin]", "2024-01-01T00:00:00")]
    [TestCase("timestamp[us,UTC]", "2024-01-01T00:00:00+1:00")]
    [TestCase("duration[s]", "PT1.5S")]
    [TestCase("duration[s]", "P1M")]
    [TestCase("duration[s]", "PT")]
    [TestCase("duration[s]", "PT1M1H")]
    public async Task A_text_that_the_type_does_not_hold_stops_with_its_place(string type, string text)
    {
        var reading = () => SourceText.Csv($"a,b\n\"{text}\",\n", new() { Schema = SchemaText.Parse($"a:{type}") });
        (await reading.Should().ThrowAsync<SourceFormatException>()).Which.Message
            .Should().Be($"in.csv, line 2, column 'a': '{text}' does not fit {type}, which the schema declares; correct the value, or declare another type.");
    }
}
