using Microsoft.CodeAnalysis;

namespace DataflowWrite.Tests.Conventions;

public sealed class BannedSymbolsTests
{
    [Test]
    public void Every_banned_symbol_exists_and_has_a_reason()
    {
        var framework = SourceCompilation.Of([]);

        var lines = RepositoryTree.Read("BannedSymbols.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries);

        lines.Should().NotBeEmpty().And.OnlyHaveUniqueItems();
        foreach (var line in lines)
        {
            var (id, reason) = (line.Split(';')[0], line.Split(';').ElementAtOrDefault(1));
            DocumentationCommentId.GetFirstSymbolForDeclarationId(id, framework).Should().NotBeNull("'{0}' should name a symbol", id);
            reason.Should().NotBeNullOrWhiteSpace("'{0}' should say what to do instead", id);
        }
    }

    [Test]
    public void A_misspelt_symbol_would_be_found()
        => DocumentationCommentId.GetFirstSymbolForDeclarationId("M:System.Threading.Thread.Slep(System.Int32)", SourceCompilation.Of([])).Should().BeNull();
}
