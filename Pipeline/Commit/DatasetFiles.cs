using DataflowWrite.Partitioning;
using DataflowWrite.Storage;

namespace DataflowWrite.Commit;

/// <summary>The visible files of a dataset, as writes see them.</summary>
internal static class DatasetFiles
{
    public const string SuccessFile = "_SUCCESS";

    private const string ManifestPrefix = "_manifest-";
    private const string ManifestSuffix = ".json";

    // Their logs name the files that belong to the table, so that others must neither add nor remove any.
    private static readonly (string Directory, string Suffix, string Format)[] TableFormats =
    [
        ("_delta_log/", "", "Delta Lake"), ("metadata/", ".metadata.json", "Iceberg"), (".hoodie/", "", "Hudi"),
    ];

    public static ObjectPath ManifestOf(ObjectPath directory, string writeId) => directory.Append($"{ManifestPrefix}{writeId}{ManifestSuffix}");

    /// <summary>
    /// The data files below a directory, and our own manifests and success files; a segment that begins with a dot or an underscore hides what is below.
    /// </summary>
    /// <exception cref="NotSupportedException">The directory is a table, whose files are not for others to replace.</exception>
    public static async Task<IReadOnlyList<ObjectPath>> ListAsync(IObjectStore store, ObjectPath directory, CancellationToken cancellationToken)
    {
        var files = new List<ObjectPath>();
        await foreach (var file in store.ListAsync(directory, cancellationToken).ConfigureAwait(false))
        {
            if (!directory.TryGetRelative(file.Path, out var relative))
                continue;

            ThrowIfTable(relative, directory, store);
            if (IsData(relative) || IsMarker(relative))
                files.Add(file.Path);
        }

        return files;
    }

    /// <summary>A data file of the dataset, or null where it holds none.</summary>
    public static async Task<ObjectPath?> FindAnyAsync(IObjectStore store, ObjectPath directory, CancellationToken cancellationToken)
    {
        await foreach (var file in store.ListAsync(directory, cancellationToken).ConfigureAwait(false))
            if (directory.TryGetRelative(file.Path, out var relative) && IsData(relative))
                return file.Path;

        return null;
    }

    /// <summary>Whether a file at the top of a dataset is a manifest or success file of ours, which tells of files that may be replaced.</summary>
    public static bool IsMarker(string relative)
        => relative == SuccessFile
            || (relative.StartsWith(ManifestPrefix, StringComparison.Ordinal) && relative.EndsWith(ManifestSuffix, StringComparison.Ordinal)
                && !relative.Contains('/'));

    /// <summary>The partition of a file, in the one form that its key has.</summary>
    public static string PartitionOf(string relative)
        => string.Join('/', PartitionPath.DecodeFile(relative).Select(value => PartitionPath.Encode(value.Name, value.Text)));

    private static void ThrowIfTable(string relative, ObjectPath directory, IObjectStore store)
    {
        foreach (var (name, suffix, format) in TableFormats)
            if (relative.StartsWith(name, StringComparison.Ordinal) && relative.EndsWith(suffix, StringComparison.Ordinal))
                throw new NotSupportedException(
                    $"'{directory}' in {store.Description} is a {format} table, whose log names its files; replace its rows by a tool that knows {format}.");
    }

    private static bool IsData(string relative)
        => relative[0] is not ('.' or '_') && !relative.Contains("/.", StringComparison.Ordinal) && !relative.Contains("/_", StringComparison.Ordinal);
}
