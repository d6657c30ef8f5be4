using System.Buffers;

namespace DataflowWrite.Storage;

/// <summary>The scheme of a destination and what follows its colon. A drive's letter is no scheme, nor is a colon in the name of a file.</summary>
internal readonly record struct StoreUri(string Scheme, string Rest)
{
    public const string File = "file";
    public const string Memory = "memory";

    private const string Slashes = "//";

    private static readonly SearchValues<char> Characters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789+-.");

    /// <summary>Whether the core knows the scheme by itself.</summary>
    public bool IsBuiltIn => Scheme is File or Memory;

    /// <summary>What stands before the first slash after <c>://</c>.</summary>
    public string Authority => Rest.StartsWith(Slashes, StringComparison.Ordinal) ? Rest[Slashes.Length..].Split('/', 2)[0] : "";

    /// <summary>What follows the authority and its slash.</summary>
    public string Path => Rest.StartsWith(Slashes, StringComparison.Ordinal)
        ? Rest[Slashes.Length..].Split('/', 2) is [_, var path] ? path : ""
        : Rest;

    /// <summary>Null for a path on the local disk.</summary>
    public static StoreUri? TryParse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 2)
            return null;

        var scheme = text[..colon].ToLowerInvariant();
        if (!char.IsAsciiLetter(scheme[0]) || scheme.AsSpan().IndexOfAnyExcept(Characters) >= 0)
            return null;

        var uri = new StoreUri(scheme, text[(colon + 1)..]);
        return uri.IsBuiltIn || uri.Rest.StartsWith(Slashes, StringComparison.Ordinal) ? uri : null;
    }
}
