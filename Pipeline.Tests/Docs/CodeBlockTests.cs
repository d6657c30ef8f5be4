namespace DataflowWrite.Tests.Docs;

public sealed class CodeBlockTests
{
    [Test]
    public void Blocks_of_other_languages_are_left_out()
        => CodeBlock.In("a.md", "```\nx\n```\n```sh\ny\n```\n").Should().BeEmpty();

    [Test]
    public void A_block_knows_its_line_and_loses_its_indent()
    {
        var blocks = CodeBlock.In("a.md", "text\n\n```csharp\none();\n```\n1. step\n   ```cs\n   two();\n     three();\n   ```\n");

        blocks.Should().Equal(
            new CodeBlock("a.md", 4, "", "one();"),
            new CodeBlock("a.md", 8, "", "two();\n  three();"));
    }

    [Test]
    public void A_longer_fence_may_hold_a_shorter_one()
        => CodeBlock.In("a.md", "````csharp\nvar text = @\"\n```\n\";\n````\n").Should().ContainSingle().Which.Code.Should().Contain("```");

    [TestCase("var path = WriteDestination.Local(\"out/\");")]
    [TestCase("using DataflowWrite.Storage;\nvar path = ObjectPath.Parse(\"a/b\");")]
    [TestCase("await DatasetWriter.WriteAsync(batches, \"out/\", cancellationToken: cancellationToken);")]
    [TestCase("public sealed class Mine\n{\n    public string Name { get; init; } = \"\";\n}")]
    public void A_good_block_compiles(string code) => SnippetCompiler.Errors(new("a.md", 7, "", code)).Should().BeEmpty();

    [TestCase("var n = 1;\nvar path = WriteDestination.Gone(\"out/\");", "a.md(8): CS0117: *")]
    [TestCase("var n = ;", "a.md(7): CS1525: *")]
    [TestCase("public sealed class Mine\n{\n    public Gone Name => null!;\n}", "a.md(9): CS0246: *")]
    public void A_bad_block_is_reported_with_file_and_line(string code, string error)
        => SnippetCompiler.Errors(new("a.md", 7, "", code)).Should().ContainMatch(error);

    [TestCase("no-compile: shows a fragment", 0)]
    [TestCase("no-compile", 1)]
    [TestCase("no-compile:", 1)]
    [TestCase("nocompile: typo", 1)]
    public void A_block_is_excused_only_with_a_reason(string info, int errors)
        => SnippetCompiler.Errors(new("a.md", 7, info, "var n = ;")).Should().HaveCount(errors);
}
