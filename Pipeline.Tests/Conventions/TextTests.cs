namespace DataflowWrite.Tests.Conventions;

public sealed class TextTests
{
    private static readonly string[] Extensions =
        [".cs", ".csproj", ".props", ".targets", ".sln", ".config", ".json", ".yml", ".md", ".sh", ".txt", ".editorconfig", ".gitignore", ""];

    [Test]
    public void No_text_names_a_machine_a_registry_or_an_open_end()
    {
        var files = RepositoryTree.Files("", Extensions);

        files.Should().Contain(["README.md", "test.sh", ".ci/run", "Pipeline/DatasetWriter.cs"]);
        files.Select(path => new SourceFile(path, RepositoryTree.Read(path))).SelectMany(TextRules.Violations).Should().BeEmpty();
    }

    // The bad texts are put together here so that this file does not hold them.
    [TestCase("see {0}work/main for more", "/")]
    [TestCase("cd /{0}/somebody", "home")]
    [TestCase("cat /{0}/wt/x", "tmp")]
    [TestCase("<add key=\"x\" value=\"https://api.{0}.org/v3\" />", "nuget")]
    [TestCase("fetched from {0}.org", "npmjs")]
    [TestCase("written by an {0}", "A" + "I")]
    [TestCase("as found in an earlier run of {0}", "Cla" + "ude")]
    [TestCase("fixed in the {0} session", "previous")]
    [TestCase("// {0}: later", "TO" + "DO")]
    public void A_text_that_says_so_is_found(string text, string word)
        => TextRules.Violations(new("docs/bad.md", "fine\n" + string.Format(null, text, word))).Should().ContainMatch("docs/bad.md(2): *");

    [TestCase("a Spark session reads it; see a/work/b, ../shared/data and ${TMPDIR:-/tmp}")]
    [TestCase("the npm package vega-datasets; dotnet restore asks NuGet")]
    [TestCase("AIR, a domain, todos")]
    public void An_ordinary_text_is_fine(string text) => TextRules.Violations(new("docs/fine.md", text)).Should().BeEmpty();
}
