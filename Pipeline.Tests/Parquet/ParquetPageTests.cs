using System.Collections;
using DataflowWrite.Parquet;
using DataflowWrite.Tests.Reference;
using static DataflowWrite.Tests.Support.ArrowValues;

namespace DataflowWrite.Tests.Parquet;

/// <summary>The Parquet tables of docs/formats.md, row by row.</summary>
public sealed class ParquetPageTests
{
    private const string Page = "docs/formats.md";

    private static IEnumerable<TestCaseData> TypeRows()
        => from row in MarkdownTable.Rows(Page, "How each Arrow type is written in Parquet")
           from type in MarkdownTable.Codes(row[0])
           select new TestCaseData(type, row[1], row[2]).SetArgDisplayNames(type);

    [TestCaseSource(nameof(TypeRows))]
    public void A_type_is_written_in_parquet_as_the_page_says(string type, string physical, string duckDb)
    {
        var batch = Batch(("v", FormatExamples.All[type]));
        if (physical == "refused")
        {
            new ParquetFormat().Invoking(f => f.Validate(batch.Schema)).Should().Throw<NotSupportedException>().WithMessage("Column 'v' has type *");
            return;
        }

        var file = ParquetFiles.Write(null, batch);

        ParquetFiles.Query(file, "SELECT type FROM parquet_schema({0}) WHERE type IS NOT NULL").Select(row => (string)row[0]!)
            .Should().Equal(MarkdownTable.Codes(physical).Single().Split(", "));
        ParquetFiles.Query(file, "SELECT typeof(v) FROM {0}")[0].Should().Equal(MarkdownTable.Codes(duckDb).Single());
    }

    [Test]
    public void Every_type_has_its_row()
        => TypeRows().Select(row => (string)row.Arguments[0]!).Should().BeEquivalentTo(FormatExamples.All.Keys.Where(type => !type.Contains("not finite", StringComparison.Ordinal)));

    [Test]
    public void Every_parquet_option_stands_there_with_its_default()
    {
        var documented = MarkdownTable.Rows(Page, "Parquet")
            .ToDictionary(row => MarkdownTable.Codes(row[0]).Single(), row => MarkdownTable.Codes(row[1]).Single());

        var actual = typeof(ParquetOptions).GetProperties().Where(property => property.CanWrite)
            .ToDictionary(property => property.Name, property => Literal(property.GetValue(new ParquetOptions())));

        documented.Should().BeEquivalentTo(actual);
    }

    private static string Literal(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        string text => text.Split(' ')[0],
        IEnumerable list => list.Cast<object>().Any() ? "some" : "none",
        _ => value.ToString()!,
    };
}
