namespace DataflowWrite.Sources;

/// <summary>File name patterns as a shell expands them.</summary>
internal static class Glob
{
    private const string AnyDirectories = "**";

    private static readonly EnumerationOptions Entries = new()
    {
        AttributesToSkip = 0,
        IgnoreInaccessible = false,
        MatchType = MatchType.Simple,
    };

    public static bool IsPattern(string text) => text.AsSpan().ContainsAny('*', '?', '[');

    /// <summary>The files that match, each once, in ordinal order.</summary>
    public static IReadOnlyList<string> Expand(string pattern)
    {
        if (OperatingSystem.IsWindows())
            pattern = pattern.Replace('\\', '/');

        var root = Path.GetPathRoot(pattern) ?? "";
        var segments = pattern[root.Length..].Split('/', StringSplitOptions.RemoveEmptyEntries);
        var found = new SortedSet<string>(StringComparer.Ordinal);
        Walk(root, segments, found);
        return [.. found];
    }

    /// <summary>Whether a name matches a pattern without slashes.</summary>
    public static bool Matches(ReadOnlySpan<char> name, ReadOnlySpan<char> pattern)
    {
        while (!pattern.IsEmpty)
        {
            if (pattern[0] == '*')
                return MatchesRest(name, pattern.TrimStart('*'));

            if (name.IsEmpty || !MatchesOne(name[0], pattern, out var length))
                return false;

            name = name[1..];
            pattern = pattern[length..];
        }

        return name.IsEmpty;
    }

    private static bool MatchesRest(ReadOnlySpan<char> name, ReadOnlySpan<char> pattern)
    {
        for (var from = 0; from <= name.Length; from++)
            if (Matches(name[from..], pattern))
                return true;

        return false;
    }

    private static bool MatchesOne(char c, ReadOnlySpan<char> pattern, out int length)
    {
        length = 1;
        if (pattern[0] == '?')
            return true;

        // A bracket that opens a set without an end is a plain character, and one right after the opening belongs to the set.
        var end = pattern[0] == '[' && pattern.Length > 2 ? pattern[2..].IndexOf(']') + 2 : 1;
        if (end == 1)
            return c == pattern[0];

        length = end + 1;
        var set = pattern[1..end];
        var negated = set.Length > 1 && set[0] is '!' or '^';
        return IsIn(c, negated ? set[1..] : set) != negated;
    }

    private static bool IsIn(char c, ReadOnlySpan<char> set)
    {
        for (var i = 0; i < set.Length; i++)
        {
            if (i + 2 < set.Length && set[i + 1] == '-')
            {
                if (c >= set[i] && c <= set[i + 2])
                    return true;

                i += 2;
            }
            else if (set[i] == c)
            {
                return true;
            }
        }

        return false;
    }

    private static void Walk(string directory, ReadOnlySpan<string> segments, SortedSet<string> found)
    {
        var segment = segments[0];
        var rest = segments[1..];
        if (segment == AnyDirectories)
        {
            Walk(directory, rest.IsEmpty ? ["*"] : rest, found);
            foreach (var child in Directories(directory))
                Walk(child, segments, found);
        }
        else if (!IsPattern(segment))
        {
            Take(Path.Join(directory, segment), rest, found);
        }
        else
        {
            foreach (var name in Names(directory))
                if ((name[0] != '.' || segment[0] == '.') && Matches(name, segment))
                    Take(Path.Join(directory, name), rest, found);
        }
    }

    private static void Take(string path, ReadOnlySpan<string> rest, SortedSet<string> found)
    {
        if (!rest.IsEmpty && Directory.Exists(path))
            Walk(path, rest, found);
        else if (rest.IsEmpty && File.Exists(path))
            found.Add(path);
    }

    private static IEnumerable<string> Names(string directory)
    {
        var path = directory.Length == 0 ? "." : directory;
        return Directory.Exists(path)
            ? Directory.EnumerateFileSystemEntries(path, "*", Entries).Select(entry => Path.GetFileName(entry))
            : [];
    }

    /// <summary>Hidden directories stay out, and so do links, which may lead in circles.</summary>
    private static IEnumerable<string> Directories(string directory)
        => Names(directory)
            .Where(name => name[0] != '.')
            .Select(name => Path.Join(directory, name))
            .Where(path => Directory.Exists(path) && new DirectoryInfo(path).LinkTarget is null);
}
