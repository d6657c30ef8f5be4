namespace DataflowWrite.Tests.Docs;

public sealed class MarkdownLinksTests
{
    private const string Page = "# Two words\n\n## What `dfw` does, exactly\n";

    [TestCase("[a](other.md)")]
    [TestCase("[a](../README.md), [b](other.md#two-words)")]
    [TestCase("[a](other.md#what-dfw-does-exactly \"title\")")]
    [TestCase("# Here\n[a](#here)")]
    [TestCase("[a](https://example.com/gone) and ![i](./other.md)")]
    [TestCase("```\n[a](gone.md)\n```")]
    public void A_link_that_resolves_is_fine(string markdown) => Broken(markdown).Should().BeEmpty();

    [TestCase("\n[a](gone.md)", "docs/page.md(2): there is no docs/gone.md")]
    [TestCase("[a](../other.md)", "docs/page.md(1): there is no other.md")]
    [TestCase("[a](other.md#gone)", "docs/page.md(1): docs/other.md has no heading for #gone")]
    [TestCase("[a](#gone)", "docs/page.md(1): docs/page.md has no heading for #gone")]
    public void A_broken_link_is_reported_with_file_and_line(string markdown, string message)
        => Broken(markdown).Should().Equal(message);

    private static IEnumerable<string> Broken(string markdown)
        => MarkdownLinks.Broken("docs/page.md", markdown, path => path is "docs/other.md" or "README.md" ? Page : null);
}
