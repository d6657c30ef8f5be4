namespace DataflowWrite.Tests.Docs;

/// <summary>A fenced block of C# in a Markdown file: where its code begins, what the fence says after the language, and the code.</summary>
internal sealed record CodeBlock(string File, int Line, string Info, string Code)
{
    private const string OptOut = "no-compile";

    /// <summary>True when the fence says that the block does not compile and why: <c>no-compile: the reason</c>.</summary>
    public bool IsExcused => Info.StartsWith(OptOut + ":", StringComparison.Ordinal) && Info[(OptOut.Length + 1)..].Trim().Length > 0;

    public static IEnumerable<CodeBlock> In(string file, string markdown)
    {
        var lines = markdown.Split('\n');
        for (var n = 0; n < lines.Length; n++)
        {
            var opening = lines[n].TrimStart();
            if (!opening.StartsWith("```", StringComparison.Ordinal))
                continue;

            var indent = lines[n].Length - opening.Length;
            var fence = opening[..(opening.Length - opening.TrimStart('`').Length)];
            var language = opening[fence.Length..].Trim();
            var first = n + 1;
            do
                n++;
            while (n < lines.Length && lines[n].Trim() != fence);

            var info = language.Split([' ', ','], 2);
            if (info[0] is "csharp" or "cs" or "c#" or "C#")
                yield return new(file, first + 1, info.ElementAtOrDefault(1)?.Trim() ?? "", Unindent(lines[first..Math.Min(n, lines.Length)], indent));
        }
    }

    private static string Unindent(string[] lines, int indent)
        => string.Join('\n', lines.Select(line => line[Math.Min(indent, line.Length - line.TrimStart().Length)..]));
}
