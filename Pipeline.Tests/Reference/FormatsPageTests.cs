using Apache.Arrow;
using Apache.Arrow.Types;
using DataflowWrite.Compression;
using DataflowWrite.Serialization;
using DataflowWrite.Serialization.ArrowIpc;
using DataflowWrite.Serialization.Csv;
using DataflowWrite.Serialization.JsonLines;
using DataflowWrite.Tests.Serialization;
using DataflowWrite.Tests.Serialization.ArrowIpc;
using DataflowWrite.Tests.Support;

namespace DataflowWrite.Tests.Reference;

/// <summary>docs/formats.md, row by row, so that page and code cannot drift apart.</summary>
public sealed class FormatsPageTests
{
    private const string Page = "docs/formats.md";
    private const string Refused = "refused";

    private static IEnumerable<TestCaseData> TypeRows()
        => from row in MarkdownTable.Rows(Page, "How each Arrow type is written")
           from type in MarkdownTable.Codes(row[0])
           select new TestCaseData(type, row[1], row[2]).SetArgDisplayNames(type);

    private static IEnumerable<TestCaseData> IndexRows()
        => from row in MarkdownTable.Rows(Page, "Dictionaries")
           from type in MarkdownTable.Codes(row[0])
           select new TestCaseData(type, row[1], row[2]).SetArgDisplayNames(type);

    private static IEnumerable<TestCaseData> CompressionRows()
        => MarkdownTable.Rows(Page, "Compression").Select(row => new TestCaseData((object)row).SetArgDisplayNames(row[0]));

    [TestCaseSource(nameof(TypeRows))]
    public void A_type_is_written_in_csv_as_the_page_says(string type, string csv, string json)
        => Check(FileFormat.Csv(), type, csv, values => SerializedText.CsvFields(values));

    [TestCaseSource(nameof(TypeRows))]
    public void A_type_is_written_in_json_lines_as_the_page_says(string type, string csv, string json)
        => Check(FileFormat.JsonLines(), type, json, values => SerializedText.JsonValues(values));

    [Test]
    public void Every_type_has_its_row()
        => TypeRows().Select(row => (string)row.Arguments[0]!).Should().BeEquivalentTo(FormatExamples.All.Keys);

    [Test]
    public void Every_csv_option_stands_there_with_its_default() => CheckOptions("CSV", new CsvOptions());

    [Test]
    public void Every_json_option_stands_there_with_its_default() => CheckOptions("JSON Lines", new JsonLinesOptions());

    [Test]
    public void Every_dialect_stands_there_with_what_it_changes()
    {
        var documented = MarkdownTable.Rows(Page, "Dialects").ToDictionary(row => MarkdownTable.Codes(row[0]).Single(), row => MarkdownTable.Codes(row[1]));

        var options = typeof(CsvOptions).GetProperties().Where(property => property.CanWrite).ToArray();
        var actual = typeof(CsvOptions).GetProperties().Where(property => property.PropertyType == typeof(CsvOptions))
            .ToDictionary(preset => preset.Name, preset => Changes(preset.GetValue(null)!));

        documented.Should().BeEquivalentTo(actual);

        string[] Changes(object preset) =>
        [
            .. from option in options
               let value = option.GetValue(preset)
               where !Equals(value, option.GetValue(new CsvOptions()))
               select $"{option.Name} = {Literal(value)}",
        ];
    }

    [Test]
    public void Every_arrow_option_stands_there_with_its_default() => CheckOptions("Arrow IPC", new ArrowIpcOptions());

    [TestCaseSource(nameof(IndexRows))]
    public void Dictionary_indices_have_the_types_of_the_page(string index, string inFile, string inStream)
    {
        var dictionary = ArrowValues.Dictionary(FormatExamples.All[index], ArrowValues.Utf8("a"));
        var schema = ArrowValues.SchemaOf(("d", dictionary));
        foreach (var (form, cell) in new[] { ("arrow", inFile), ("arrows", inStream) })
        {
            var read = IpcFile.Read(form, IpcFile.Write(form, null, schema)).Schema;
            var type = ((DictionaryType)read.FieldsList[0].DataType).IndexType;

            type.Name.Should().Be(cell == "as they are" ? index : MarkdownTable.Codes(cell).Single());
        }
    }

    [TestCaseSource(nameof(CompressionRows))]
    public void A_compression_has_the_extension_levels_and_frame_size_of_the_page(string[] row)
    {
        var codec = CompressionCodec.For(Enum.Parse<CompressionType>(MarkdownTable.Codes(row[0]).Single()));

        row[1].Should().Be(codec.Extension.Length == 0 ? "none" : $"`{codec.Extension}`");
        row[2].Should().Be(codec.HasLevels ? $"{codec.MinLevel} to {codec.MaxLevel}" : "none");
        row[3].Should().Be(codec.HasLevels ? $"{codec.DefaultLevel}" : "none");
        row[4].Should().Be(codec.Extension.Length == 0 ? "none" : codec.FrameSize % (1 << 20) == 0 ? $"{codec.FrameSize >> 20} MiB" : $"{codec.FrameSize >> 10} KiB");
    }

    [Test]
    public void Every_compression_has_its_row()
        => CompressionRows().Should().HaveCount(Enum.GetValues<CompressionType>().Length);

    [Test]
    public void The_page_of_the_tool_has_the_same_levels()
        => MarkdownTable.Rows("docs/tool.md", "Destination").Select(row => (MarkdownTable.Codes(row[0]).Single(), row[1], row[2])).Should().Equal(
            CompressionInfo.All.Select(info => (
                info.Name, info.DefaultLevel is null ? "none" : $"{info.MinLevel} to {info.MaxLevel}", $"{info.DefaultLevel}" is { Length: > 0 } level ? level : "none")));

    private static void Check(StatelessFormat format, string type, string cell, Func<IArrowArray, string[]> write)
    {
        var values = FormatExamples.All[type];
        if (cell == Refused)
        {
            format.Invoking(f => f.Validate(ArrowValues.SchemaOf(("v", values))))
                .Should().Throw<NotSupportedException>().WithMessage("Column 'v' has type *");
            return;
        }

        var expected = cell == "nothing" ? [""] : MarkdownTable.Codes(cell);
        write(values).Should().Equal(expected);
    }

    private static void CheckOptions<T>(string heading, T defaults)
        where T : notnull
    {
        var documented = MarkdownTable.Rows(Page, heading)
            .ToDictionary(row => MarkdownTable.Codes(row[0]).Single(), row => MarkdownTable.Codes(row[1]).Single());

        var actual = typeof(T).GetProperties().Where(property => property.CanWrite)
            .ToDictionary(property => property.Name, property => Literal(property.GetValue(defaults)));

        documented.Should().BeEquivalentTo(actual);
    }

    private static string Literal(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        '\\' => @"'\\'",
        char character => char.IsControl(character) ? $"'\\u{(int)character:x4}'" : $"'{character}'",
        string text => $"\"{text.Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"",
        _ => value.ToString()!,
    };
}
