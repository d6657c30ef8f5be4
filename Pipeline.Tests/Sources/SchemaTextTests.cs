using DataflowWrite.Sources;

namespace DataflowWrite.Tests.Sources;

public sealed class SchemaTextTests
{
    [TestCase("string")]
    [TestCase("binary")]
    [TestCase("bool")]
    [TestCase("int8")]
    [TestCase("uint64")]
    [TestCase("float32")]
    [TestCase("float64")]
    [TestCase("decimal(10,2)")]
    [TestCase("decimal(76,38)")]
    [TestCase("date32")]
    [TestCase("date64")]
    [TestCase("time32[s]")]
    [TestCase("time64[ns]")]
    [TestCase("timestamp[ms]")]
    [TestCase("timestamp[us,UTC]")]
    [TestCase("timestamp[ns,Europe/Berlin]")]
    [TestCase("duration[us]")]
    [TestCase("list<list<int64>>")]
    [TestCase("map<string,decimal(10,2)>")]
    [TestCase("struct<a:int64,b:list<timestamp[us,UTC]>,\"c,<\":map<string,struct<x:bool>>>")]
    public void A_type_reads_and_prints_the_same(string text)
        => SchemaText.FormatType(SchemaText.ParseType(text)).Should().Be(text);

    [Test]
    public void Commas_inside_brackets_and_quoted_names_do_not_split()
        => SchemaText.Parse("a:decimal(10, 2), b : timestamp[us, UTC],\"x,\"\"y: \":string")
            .Select(f => (f.Name, SchemaText.FormatType(f.DataType)))
            .Should().Equal(("a", "decimal(10,2)"), ("b", "timestamp[us,UTC]"), ("x,\"y: ", "string"));

    [TestCase("a:int99")]
    [TestCase("a:decimal(77,0)")]
    [TestCase("a:decimal(3,4)")]
    [TestCase("a:time32[us]")]
    [TestCase("a:timestamp[us,]")]
    [TestCase("a:")]
    [TestCase("a:list<int99>")]
    [TestCase("a:map<int8,string>")]
    [TestCase("a:map<string>")]
    public void An_unknown_type_is_refused_with_the_list_of_types(string text)
        => FluentActions.Invoking(() => SchemaText.Parse(text)).Should().Throw<FormatException>()
            .WithMessage("*is not a type; use one of string, binary, bool, int8*timestamp[unit,zone]*");

    [TestCase("")]
    [TestCase("a")]
    [TestCase("a:int8,")]
    [TestCase(":int8")]
    [TestCase("\"a:int8")]
    [TestCase("\"a\"b:int8")]
    public void A_malformed_schema_is_refused_with_the_place(string text)
        => FluentActions.Invoking(() => SchemaText.Parse(text)).Should().Throw<FormatException>().WithMessage("*at character*name:type*");

    [Test]
    public void A_column_declared_twice_is_refused()
        => FluentActions.Invoking(() => SchemaText.Parse("a:int8,a:string")).Should().Throw<FormatException>().WithMessage("*'a' occurs twice*");
}
