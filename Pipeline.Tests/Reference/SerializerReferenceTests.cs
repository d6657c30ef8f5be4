using Apache.Arrow;
using DataflowWrite.Compression;
using DataflowWrite.Partitioning;
using DataflowWrite.Serialization;
using DataflowWrite.Serialization.Csv;
using DataflowWrite.Serialization.JsonLines;
using DataflowWrite.Storage;
using DataflowWrite.Tests.Serialization;
using DataflowWrite.Tests.Support;
using static DataflowWrite.Tests.Support.ArrowValues;

namespace DataflowWrite.Tests.Reference;

/// <summary>Texts and codecs: what the original writes, and where ours differ on purpose.</summary>
public sealed class SerializerReferenceTests
{
    [Test]
    public void Necessary_quotes_as_the_original_but_for_the_empty_string()
    {
        SerializedText.CsvFields(Utf8("a", "a,b", "say \"x\"", " a ", "a;b", "null"))
            .Should().Equal("a", "\"a,b\"", "\"say \"\"x\"\"\"", " a ", "a;b", "null");
        SerializedText.CsvFields(Utf8("", null)).Should().Equal("\"\"", "");
    }

    [Test]
    public void NonNumeric_quotes_as_the_original_but_for_nulls()
        => SerializedText.CsvFields(Utf8("1", "-2.5e3", "00501", "NaN", "inf", "abc", "", null), Style(CsvQuoteStyle.NonNumeric))
            .Should().Equal("1", "-2.5e3", "00501", "NaN", "inf", "\"abc\"", "\"\"", "");

    [Test]
    public void A_digit_as_delimiter_is_that_digit_and_not_a_character_code()
        => SerializedText.Of(FileFormat.Csv(new CsvOptions { Delimiter = '9' }), Batch(("a", Int32(1, 9)), ("b", Int32(2, 3))))
            .Should().Be("a9b\n192\n\"9\"93\n");

    [Test]
    public void Spaces_around_a_text_are_never_trimmed()
        => SerializedText.CsvFields(Utf8(" a ", "  ")).Should().Equal(" a ", "  ");

    [Test]
    public async Task Every_file_of_a_directory_has_the_header()
    {
        var write = await ReferenceWrite.OfAsync("out/", new() { MaxRowsPerFile = 2 }, NumberedRows.Batch(0, 6));

        write.Result.Files.Should().HaveCount(3);
        foreach (var file in write.Result.Files)
            (await Support.CsvText.ReadAsync(write.Store, file.ObjectPath)).Should().StartWith("id,key,text\n").And.EndWith("\n");
    }

    [Test]
    public async Task An_empty_directory_write_makes_no_file_and_no_header()
        => (await ReferenceWrite.OfAsync("out/", new() { Schema = NumberedRows.Batch(0, 1).Schema })).Paths.Should().BeEmpty();

    [TestCase(CompressionType.None, 0)]
    [TestCase(CompressionType.Gzip, 20)]
    public async Task An_empty_single_file_of_json_lines_has_no_bytes_or_one_empty_member(CompressionType compression, long bytes)
    {
        var options = new DatasetWriteOptions
        {
            Format = FileFormat.JsonLines(),
            Compression = compression,
            OutputMode = OutputMode.Single,
        };

        var write = await ReferenceWrite.OfAsync("none", options);

        write.Result.Files.Should().ContainSingle().Which.Bytes.Should().Be(bytes);
        (await write.TextAsync(compression)).Should().BeEmpty();
    }

    [Test]
    public void Json_leaves_nulls_out_as_the_original_unless_it_is_told_to_write_them()
    {
        var batch = Batch(("a", Int32(1, null)), ("b", Utf8(null, null)));

        SerializedText.Of(FileFormat.JsonLines(), batch).Should().Be("{\"a\":1}\n{}\n");
        SerializedText.Of(FileFormat.JsonLines(new JsonLinesOptions { WriteNulls = true }), batch)
            .Should().Be("{\"a\":1,\"b\":null}\n{\"a\":null,\"b\":null}\n");
    }

    [Test]
    public void Date64_before_1970_keeps_its_time_of_day()
        => SerializedText.CsvFields(Date64(-1, -86_400_000)).Should().Equal("1969-12-31T23:59:59.999", "1969-12-31T00:00:00");

    [Test]
    public void Half_floats_are_written_as_other_floats()
        => SerializedText.CsvFields(Float16((Half)1, (Half)0.5)).Should().Equal("1.0", "0.5");

    [Test]
    public async Task A_level_out_of_range_is_refused_before_anything_is_read(
        [Values(CompressionType.Gzip, CompressionType.Zstd, CompressionType.Bzip2, CompressionType.Xz, CompressionType.Lz4)]
        CompressionType compression)
    {
        var options = new DatasetWriteOptions { Compression = compression, CompressionLevel = 23 };
        var read = false;
        var write = () => DatasetWriter.WriteAsync(Source(), WriteDestination.In(new MemoryObjectStore(), "out/"), options);

        await write.Should().ThrowAsync<ArgumentException>().WithMessage("*levels*");
        read.Should().BeFalse();

        async IAsyncEnumerable<RecordBatch> Source()
        {
            read = true;
            await Task.Yield();
            yield return NumberedRows.Batch(0, 1);
        }
    }

    [Test]
    public void Csv_refuses_nested_columns_as_the_original()
        => FluentActions.Invoking(() => FileFormat.Csv().Validate(SchemaOf(("v", List(Int32(1), 1)))))
            .Should().Throw<NotSupportedException>().WithMessage("Column 'v'*list<int32>*CSV*");

    private static CsvOptions Style(CsvQuoteStyle style) => new() { QuoteStyle = style };
}
