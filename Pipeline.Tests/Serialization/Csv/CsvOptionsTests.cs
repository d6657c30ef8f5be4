using Apache.Arrow;
using DataflowWrite.Serialization;
using DataflowWrite.Serialization.Csv;
using static DataflowWrite.Tests.Support.ArrowValues;

namespace DataflowWrite.Tests.Serialization.Csv;

public sealed class CsvOptionsTests
{
    private static IEnumerable<CsvOptions> Contradictions()
    {
        yield return new CsvOptions { Delimiter = '"' };
        yield return new CsvOptions { Delimiter = '\n' };
        yield return new CsvOptions { Delimiter = '\0' };
        yield return new CsvOptions { Delimiter = '§' };
        yield return new CsvOptions { Quote = '\r' };
        yield return new CsvOptions { Quote = '’' };
        yield return new CsvOptions { DoubleQuote = false, Escape = ',' };
        yield return new CsvOptions { DoubleQuote = false, Escape = '"' };
        yield return new CsvOptions { DoubleQuote = false, Escape = 'é' };
        yield return new CsvOptions { NullText = "a,b" };
        yield return new CsvOptions { NullText = "\"\"" };
        yield return new CsvOptions { NullText = "\n" };
        yield return new CsvOptions { Terminator = "\r" };
        yield return new CsvOptions { Terminator = "" };
        yield return new CsvOptions { QuoteStyle = (CsvQuoteStyle)9 };
    }

    [TestCaseSource(nameof(Contradictions))]
    public void Options_that_contradict_each_other_are_refused(CsvOptions options)
        => FluentActions.Invoking(() => FileFormat.Csv(options)).Should().Throw<ArgumentException>();

    [Test]
    public void An_escape_does_not_matter_while_quotes_are_doubled()
        => FluentActions.Invoking(() => FileFormat.Csv(new CsvOptions { Escape = '"' })).Should().NotThrow();

    [Test]
    public void The_format_is_named_and_has_an_extension()
    {
        FileFormat.Csv().Name.Should().Be("csv");
        FileFormat.Csv().Extension.Should().Be("csv");
    }

    [Test]
    public void Nested_types_are_refused_by_column_and_type()
    {
        var nested = new (IArrowArray Values, string Type)[]
        {
            (List(Int32(1), 1), "list<int32>"),
            (Struct(null, ("a", Int32(1))), "struct<int32>"),
            (Map(Utf8("k"), Int32(1), 1), "map<"),
        };

        foreach (var (values, type) in nested)
            FluentActions.Invoking(() => FileFormat.Csv().Validate(SchemaOf(("id", Int32(1)), ("tags", values))))
                .Should().Throw<NotSupportedException>().WithMessage($"Column 'tags' has type {type}*CSV*");
    }

    [Test]
    public void Rows_without_columns_are_refused()
        => FluentActions.Invoking(() => FileFormat.Csv().Validate(SchemaOf()))
            .Should().Throw<NotSupportedException>().WithMessage("*without columns*");

    [Test]
    public void A_batch_of_another_schema_is_refused()
    {
        var serializer = FileFormat.Csv().CreateSerializer(SchemaOf(("a", Int32(1)), ("b", Utf8("x"))));
        void Serialize(RecordBatch batch)
            => serializer.Serialize(batch, false, new System.Buffers.ArrayBufferWriter<byte>());

        FluentActions.Invoking(() => Serialize(Batch(("a", Int32(1)))))
            .Should().Throw<ArgumentException>().WithMessage("*1 columns where the file has 2*");
        FluentActions.Invoking(() => Serialize(Batch(("a", Int32(1)), ("c", Utf8("x")))))
            .Should().Throw<ArgumentException>().WithMessage("*'c' where the file has 'b'*");
        FluentActions.Invoking(() => Serialize(Batch(("a", Int64(1)), ("b", Utf8("x")))))
            .Should().Throw<ArgumentException>().WithMessage("Column 'a'*int64*int32*");
        FluentActions.Invoking(() => Serialize(Batch(("a", Int32(1)), ("b", Utf8("x"))))).Should().NotThrow();
    }

    [Test]
    public async Task The_asynchronous_form_gives_the_same_bytes()
    {
        var batch = Batch(("a", Int32(1)));
        var serializer = FileFormat.Csv().CreateSerializer(batch.Schema);

        var bytes = await serializer.SerializeAsync(batch, true);

        bytes.ToArray().Should().Equal("a\n1\n"u8.ToArray());
    }
}
