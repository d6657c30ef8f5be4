using DataflowWrite.Storage;

namespace DataflowWrite.Azure.Uploads;

/// <summary>
/// Metadata as a blob can carry it: its names are identifiers there, so that a hyphen becomes an underscore, and a name that starts
/// with a digit or a hyphen gets an underscore before it.
/// </summary>
internal static class BlobMetadata
{
    private const string MarkName = "dfw_upload";
    private const string DirectoryName = "hdi_isfolder";

    /// <summary>What a blob gets: the mark of its upload, and what the caller gave.</summary>
    public static Dictionary<string, string> Make(string mark, IReadOnlyDictionary<string, string> metadata)
    {
        var made = new Dictionary<string, string>(StringComparer.Ordinal) { [MarkName] = mark };
        foreach (var (name, value) in metadata)
            made.Add(ToBlob(name), value);

        return made;
    }

    /// <summary>The mark of the upload that a blob comes from; null for a blob of another tool.</summary>
    public static string? MarkIn(IDictionary<string, string> metadata) => metadata.TryGetValue(MarkName, out var mark) ? mark : null;

    /// <summary>True for the empty blob that stands for a directory in an account with a hierarchical namespace.</summary>
    public static bool IsDirectory(IDictionary<string, string>? metadata)
        => metadata is not null && metadata.TryGetValue(DirectoryName, out var value)
            && value.Equals("true", StringComparison.OrdinalIgnoreCase);

    /// <summary>What the caller gave, out of what the blob carries.</summary>
    public static Dictionary<string, string> FromBlob(IDictionary<string, string> metadata)
        => metadata.Where(pair => pair.Key != MarkName).ToDictionary(pair => NameOf(pair.Key), pair => pair.Value, StringComparer.Ordinal);

    /// <summary>Refuses what a blob cannot carry, before anything is sent.</summary>
    public static void Check(UploadOptions options)
    {
        foreach (var (name, value) in options.Metadata)
        {
            if (name.Length == 0 || !name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
                throw new ArgumentException(
                    $"'{name}' is no name of metadata: it is of lower-case ASCII letters, digits and hyphens.", nameof(options));
            if (ToBlob(name) == MarkName)
                throw new ArgumentException($"The metadata '{name}' belongs to the store; choose another name.", nameof(options));
            if (value.AsSpan().IndexOfAnyExceptInRange(' ', '~') >= 0)
                throw new ArgumentException($"The metadata '{name}' holds more than printable ASCII: '{value}'.", nameof(options));
        }
    }

    private static string ToBlob(string name)
    {
        var identifier = name.Replace('-', '_');
        return char.IsAsciiLetter(identifier[0]) ? identifier : $"_{identifier}";
    }

    private static string NameOf(string identifier) => (identifier[0] == '_' ? identifier[1..] : identifier).Replace('_', '-');
}
