using System.Text.RegularExpressions;

namespace DataflowWrite.Tests.Conventions;

/// <summary>What no text of the repository says. The patterns are written so that they do not match themselves.</summary>
internal static partial class TextRules
{
    private static readonly (Regex Pattern, string Reason)[] Everywhere =
    [
        (MachinePath(), "names a path of one machine"),
        (RegistryHost(), "names the host of a package registry; leave that to the user's configuration"),
        (Authorship(), "tells how it was made instead of what it is"),
        (OpenEnd(), "leaves an open end; finish it or file an issue"),
    ];

    public static IEnumerable<string> Violations(SourceFile file)
    {
        var lines = file.Text.Split('\n');
        for (var n = 0; n < lines.Length; n++)
            foreach (var (pattern, reason) in Everywhere)
                if (pattern.Match(lines[n]) is { Success: true } match)
                    yield return $"{file.Path}({n + 1}): '{match.Value}' {reason}";
    }

    [GeneratedRegex(@"(?<![\w.:$}*])/(work|root|home|Users)/\w|[A-Z]:\\Users\b|/tmp/(?!$)[\w.]+/")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"\b(nuget|npmjs|pypi|crates|debian)\.(org|io|com)\b|https?://[\w.-]*(nuget|npm|registry)", RegexOptions.IgnoreCase)]
    private static partial Regex RegistryHost();

    [GeneratedRegex(@"\b(A[I]|L[L]M|C[E]O)\b|(?i:\b(c[l]aude|anth[r]opic|chat[g]pt|co[p]ilot|sub-?[a]gents?|(this|my|previous|next|last) s[e]ssion|co-authored-[b]y)\b)")]
    private static partial Regex Authorship();

    [GeneratedRegex(@"\b(TO[D]O|FIX[M]E|HA[C]K|X[X]X)\b")]
    private static partial Regex OpenEnd();
}
