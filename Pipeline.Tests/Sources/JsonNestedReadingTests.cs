using System.Buffers;
using System.Text;
using DataflowWrite.Serialization;
using DataflowWrite.Sources;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Sources;

/// <summary>Objects and arrays in JSON Lines; texts show as their bytes where rows do.</summary>
public sealed class JsonNestedReadingTests
{
    [TestCase("{\"x\":1,\"y\":true};{\"z\":2.5,\"x\":2}", "struct<x:int64,y:bool,z:float64>", "{1;True;null};{2;null;2.5}")]
    [TestCase("{\"x\":{\"y\":1}};null;{}", "struct<x:struct<y:int64>>", "{{1}};null;{null}")]
    [TestCase("[1,2];[];[null,2.5]", "list<float64>", "[1,2];[];[null,2.5]")]
    [TestCase("[[1],[]];[[2,3]]", "list<list<int64>>", "[[1],[]];[[2,3]]")]
    [TestCase("[{\"x\":1},{\"y\":2}];[null]", "list<struct<x:int64,y:int64>>", "[{1;null},{null;2}];[null]")]
    [TestCase("{\"x\":[1]};{\"x\":null}", "struct<x:list<int64>>", "{[1]};{null}")]
    public async Task Objects_are_structs_of_all_their_keys_and_arrays_lists_of_all_their_elements(string values, string type, string rows)
    {
        var (schema, read) = await ReadAsync(Lines(values));
        schema.Should().Be($"a:{type}");
        read.Should().Equal(rows.Split(';').Aggregate(new List<string>(), Joined));
    }

    [TestCase("{\"x\": 1};[2]", "string")]
    [TestCase("{\"x\": 1};2", "string")]
    [TestCase("[1, \"b\"];[{}]", "list<string>")]
    [TestCase("{\"x\": 1};{\"x\": [2]}", "struct<x:string>")]
    [TestCase("{};{}", "string")]
    [TestCase("[];[]", "list<string>")]
    [TestCase("[null]", "list<string>")]
    [TestCase("{\"x\":null}", "struct<x:string>")]
    public async Task A_mixture_and_what_shows_no_type_is_text(string values, string type)
        => (await ReadAsync(Lines(values))).Schema.Should().Be($"a:{type}");

    [Test]
    public async Task A_mixture_keeps_the_JSON_text_of_each_value()
        => (await ReadAsync(Lines("{\"x\": 1};[2, \"é\"];3;\"s\""))).Rows.Should()
            .Equal(new[] { "{\"x\": 1}", "[2, \"é\"]", "3", "s" }.Select(text => Convert.ToHexString(Encoding.UTF8.GetBytes(text))));

    [Test]
    public async Task Depth_is_bounded_and_what_lies_deeper_is_text()
    {
        var (schema, _) = await ReadAsync($"{{\"a\":{new string('[', 40)}1{new string(']', 40)}}}\n");
        schema.Should().Be($"a:{string.Concat(Enumerable.Repeat("list<", 32))}string{new string('>', 32)}");
        await FluentActions.Awaiting(() => ReadAsync($"{{\"a\":{new string('[', 100_000)}}}\n")).Should()
            .ThrowAsync<SourceFormatException>().WithMessage("in.jsonl, line 1: the line is not JSON*");
    }

    [Test]
    public async Task An_object_with_very_many_keys_is_text()
    {
        var keys = string.Join(',', Enumerable.Range(0, 1001).Select(i => $"\"k{i}\":{i}"));
        (await ReadAsync($"{{\"a\":{{{keys}}}}}\n")).Schema.Should().Be("a:string");
    }

    [TestCase("{\"x\":1};{\"x\":\"s\"}", "line 2, column 'a.x': a string stands where the sample at the beginning shows only a number.*--schema 'a:string'*")]
    [TestCase("{\"x\":1};{\"y\":1}", "line 2, column 'a.y': the key does not occur in the sample*--schema 'a:string'*")]
    [TestCase("{\"x\":1};[1]", "line 2, column 'a': an array stands where the sample at the beginning shows only an object.*")]
    [TestCase("[1];[2.5]", "line 2, column 'a[]': '2.5' does not fit int64 without loss*--schema 'a:string'*")]
    [TestCase("[1];7", "line 2, column 'a': a number stands where the sample at the beginning shows only an array.*")]
    [TestCase("[{\"x\":1}];[{\"x\":1,\"x\":2}]", "line 2, column 'a[].x': the key occurs twice*")]
    public async Task What_the_sample_does_not_have_stops_with_its_path(string values, string message)
    {
        var reading = () => ReadAsync(Lines(values), new() { SampleRows = 1 });
        await reading.Should().ThrowAsync<SourceFormatException>().WithMessage($"in.jsonl, {message}");
    }

    [Test]
    public async Task A_declared_string_keeps_the_JSON_text_and_declared_nested_types_read_it()
    {
        (await ReadAsync(Lines("{\"x\":1}"), new() { Schema = SchemaText.Parse("a:string") })).Schema.Should().Be("a:string");
        var (schema, rows) = await ReadAsync(
            Lines("{\"x\":\"1.50\",\"m\":{\"k\":1,\"z\":null},\"l\":[\"2024-01-01\"]};{\"m\":{}}"),
            new() { Schema = SchemaText.Parse("a:struct<x:decimal(5,2),m:map<string,int8>,l:list<date32>>") });
        schema.Should().Be("a:struct<x:decimal(5,2),m:map<string,int8>,l:list<date32>>");
        rows[0].Should().Contain("6B").And.Contain("[19723]");
        var reading = () => ReadAsync(Lines("{\"m\":{\"k\":300}}"), new() { Schema = SchemaText.Parse("a:struct<m:map<string,int8>>") });
        await reading.Should().ThrowAsync<SourceFormatException>().WithMessage("*column 'a.m[]': '300' does not fit int8, which the schema declares*");
    }

    [Test]
    public async Task A_nested_type_is_refused_for_CSV()
    {
        var opening = () => SourceText.Csv("a\n1\n", new() { Schema = SchemaText.Parse("a:list<int64>") });
        await opening.Should().ThrowAsync<ArgumentException>().WithMessage("*'a' as list<int64>, which a field of CSV cannot hold*");
    }

    [Test]
    public async Task Nested_columns_that_we_write_are_read_back()
    {
        using var batch = ArrowValues.Batch(
            ("l", ArrowValues.List(ArrowValues.Int64(1, null, 3), [2, null, 1])),
            ("s", ArrowValues.Struct([true, false, true], ("x", ArrowValues.Utf8("é", null, "\"")), ("y", ArrowValues.Float64(1.5, null, -2)))),
            ("m", ArrowValues.Map(ArrowValues.Utf8("a", "b"), ArrowValues.Int64(1, null), [1, 0, 1])));
        var bytes = new ArrayBufferWriter<byte>();
        FileFormat.JsonLines().CreateSerializer(batch.Schema).Serialize(batch, initial: true, bytes);
        var (_, rows) = await ReadAsync(
            Encoding.UTF8.GetString(bytes.WrittenSpan),
            new() { Schema = SchemaText.Parse("l:list<int64>,s:struct<x:string,y:float64>,m:map<string,int64>") });
        rows.Should().Equal(RowText.Of(batch));
    }

    private static string Lines(string values) => string.Concat(values.Split(';').Select(value => $"{{\"a\":{value}}}\n"));

    /// <summary>Puts the fields of a struct together again, which a semicolon separates as well.</summary>
    private static List<string> Joined(List<string> rows, string part)
    {
        if (rows.Count > 0 && rows[^1].Count(c => c == '{') > rows[^1].Count(c => c == '}'))
            rows[^1] += $";{part}";
        else
            rows.Add(part);

        return rows;
    }

    private static async Task<(string Schema, List<string> Rows)> ReadAsync(string text, FileSourceOptions? options = null)
    {
        var source = await InputFormat.JsonLines().OpenAsync([SourceText.File(text, "in.jsonl")], options);
        var rows = new List<string>();
        await foreach (var batch in source.ReadAsync())
            rows.AddRange(RowText.Of(batch));

        return (string.Join(',', source.Schema.FieldsList.Select(field => $"{field.Name}:{SchemaText.FormatType(field.DataType)}")), rows);
    }
}
