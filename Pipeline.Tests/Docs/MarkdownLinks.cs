using System.Text.RegularExpressions;
using DataflowWrite.Tests.Conventions;

namespace DataflowWrite.Tests.Docs;

/// <summary>The links of a Markdown file that lead to another file or heading of the repository.</summary>
internal static partial class MarkdownLinks
{
    /// <summary>What is wrong with the relative links of a file; <paramref name="read"/> gives a file's text, or null where there is none.</summary>
    public static IEnumerable<string> Broken(string file, string markdown, Func<string, string?> read)
    {
        foreach (var (line, target) in Targets(markdown))
        {
            var parts = target.Split('#', 2);
            var path = parts[0].Length == 0 ? file : Resolve(file, Uri.UnescapeDataString(parts[0]));
            var text = path == file ? markdown : read(path);
            if (text is null)
                yield return $"{file}({line}): there is no {path}";
            else if (parts.Length > 1 && path.EndsWith(".md", StringComparison.Ordinal) && !Anchors(text).Contains(parts[1]))
                yield return $"{file}({line}): {path} has no heading for #{parts[1]}";
        }
    }

    /// <summary>A file of the repository as text; empty for a folder and null for nothing.</summary>
    public static string? ReadFromRepository(string path)
    {
        var full = Path.Combine(RepositoryTree.Root, path);
        return File.Exists(full) ? File.ReadAllText(full) : Directory.Exists(full) ? "" : null;
    }

    private static IEnumerable<(int Line, string Target)> Targets(string markdown)
    {
        var lines = WithoutCode(markdown);
        for (var n = 0; n < lines.Length; n++)
            foreach (Match match in Link().Matches(lines[n]))
                if (!match.Groups[1].Value.Contains(':'))
                    yield return (n + 1, match.Groups[1].Value);
    }

    private static IEnumerable<string> Anchors(string markdown)
        => from line in WithoutCode(markdown)
           where line.StartsWith('#')
           select NotInAnchor().Replace(line.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-');

    private static string[] WithoutCode(string markdown)
    {
        var lines = markdown.Split('\n');
        var inside = false;
        for (var n = 0; n < lines.Length; n++)
        {
            var isFence = lines[n].TrimStart().StartsWith("```", StringComparison.Ordinal);
            inside ^= isFence;
            if (inside || isFence)
                lines[n] = "";
        }

        return lines;
    }

    private static string Resolve(string file, string relative)
    {
        var folder = Path.Combine("/", Path.GetDirectoryName(file)!);
        return Path.GetFullPath(Path.Combine(folder, relative))[Path.GetPathRoot(Path.GetFullPath("/"))!.Length..].Replace('\\', '/').TrimEnd('/');
    }

    [GeneratedRegex(@"\[[^\]]*\]\(<?([^)\s>]+)>?[^)]*\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchor();
}
