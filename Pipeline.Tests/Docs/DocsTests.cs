using DataflowWrite.Tests.Conventions;

namespace DataflowWrite.Tests.Docs;

public sealed class DocsTests
{
    private static IEnumerable<string> Pages => RepositoryTree.Files("", ".md");

    [TestCaseSource(nameof(Pages))]
    public void Each_block_of_code_compiles(string page)
        => CodeBlock.In(page, RepositoryTree.Read(page)).SelectMany(SnippetCompiler.Errors).Should().BeEmpty();

    [TestCaseSource(nameof(Pages))]
    public void Each_relative_link_resolves(string page)
        => MarkdownLinks.Broken(page, RepositoryTree.Read(page), MarkdownLinks.ReadFromRepository).Should().BeEmpty();
}
