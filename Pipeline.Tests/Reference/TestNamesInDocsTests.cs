using System.Reflection;
using System.Text.RegularExpressions;
using DataflowWrite.Tests.Conventions;

namespace DataflowWrite.Tests.Reference;

/// <summary>What the pages say about types and tests names ones that exist.</summary>
public sealed partial class TestNamesInDocsTests
{
    private static readonly Assembly Tests = typeof(TestNamesInDocsTests).Assembly;
    private static readonly Assembly Library = typeof(DatasetWriter).Assembly;

    private static IEnumerable<string> Pages => RepositoryTree.Files("docs", ".md");

    [TestCaseSource(nameof(Pages))]
    public void Every_test_that_a_page_names_exists(string page)
        => TestName().Matches(RepositoryTree.Read(page)).Where(name => !Exists(name)).Select(name => name.Value).Should().BeEmpty();

    [Test]
    public void Every_difference_names_a_test()
        => RepositoryTree.Read("docs/differences.md").Split('\n')
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| What", StringComparison.Ordinal))
            .Where(line => !TestName().IsMatch(line))
            .Should().BeEmpty();

    [Test]
    public void Every_name_of_ours_on_the_page_of_symbols_is_public()
    {
        var names = new[] { "Symbol by symbol", "Options" }
            .SelectMany(heading => MarkdownTable.Rows("docs/datafusion.md", heading)).SelectMany(row => MarkdownTable.Codes(row[1])).ToArray();

        names.Should().HaveCountGreaterThan(10);
        names.Where(name => !IsPublic(name)).Should().BeEmpty();
    }

    private static bool Exists(Match name)
        => Tests.GetTypes().Any(type => type.Name == name.Groups[1].Value
            && (!name.Groups[2].Success || type.GetMethod(name.Groups[2].Value) is not null));

    private static bool IsPublic(string name)
    {
        var parts = name.Split('(')[0].Split('.');
        return Library.GetExportedTypes().Any(type => type.Name.Split('`')[0] == parts[0]
            && (parts.Length == 1 || type.GetMember(parts[1]).Length > 0));
    }

    [GeneratedRegex(@"`([A-Z]\w+Tests)(?:\.(\w+))?`")]
    private static partial Regex TestName();
}
