using System.Text.RegularExpressions;
using DataflowWrite.Tests.Conventions;

namespace DataflowWrite.Tests.Reference;

/// <summary>The tables of a page of the docs, so that tests can hold the code against them.</summary>
internal static partial class MarkdownTable
{
    /// <summary>The rows of the first table below a heading, without its head, each as its cells.</summary>
    public static IReadOnlyList<string[]> Rows(string page, string heading)
    {
        var table = RepositoryTree.Read(page).Split('\n')
            .SkipWhile(line => line.TrimStart('#').Trim() != heading || !line.StartsWith('#'))
            .Skip(1)
            .SkipWhile(line => !line.StartsWith('|'))
            .TakeWhile(line => line.StartsWith('|'));

        return [.. table.Skip(2).Select(Cells)];
    }

    /// <summary>What stands between backticks in a cell.</summary>
    public static string[] Codes(string cell) => [.. Code().Matches(cell).Select(match => match.Groups[1].Value)];

    private static string[] Cells(string line)
        => [.. Separator().Split(line.Trim()[1..^1]).Select(cell => cell.Trim().Replace("\\|", "|", StringComparison.Ordinal))];

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex Separator();
}
