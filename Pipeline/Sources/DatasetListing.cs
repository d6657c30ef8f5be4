using DataflowWrite.Partitioning;

namespace DataflowWrite.Sources;

/// <summary>Finds the files of a dataset on the local disk.</summary>
internal static class DatasetListing
{
    private static readonly EnumerationOptions Entries = new()
    {
        AttributesToSkip = 0,
        IgnoreInaccessible = false,
        MatchType = MatchType.Simple,
    };

    /// <summary>
    /// The data files in ordinal order of their relative paths; a segment that begins with a dot or an underscore hides
    /// what is below.
    /// </summary>
    public static IReadOnlyList<DatasetFile> Find(string path)
    {
        if (File.Exists(path))
            return [new(SourceFile.Local(path), Path.GetFileName(path), [])];

        if (!Directory.Exists(path))
            throw SourceFile.NotFound(path, $"There is no dataset '{path}'; name an existing directory or file.");

        var found = new List<string>();
        Walk(path, "", [Resolve(new(path))], found);
        if (found.Count == 0)
            throw new FileNotFoundException($"The directory '{path}' holds no data files.", path);

        found.Sort(StringComparer.Ordinal);
        return [.. found.Select(relative => new DatasetFile(
            SourceFile.Local(Path.Join(path, relative)), relative, PartitionPath.DecodeFile(relative)))];
    }

    /// <exception cref="SourceFormatException">Two files lie in partitions of different columns.</exception>
    public static void RequireOnePartitioning(IReadOnlyList<DatasetFile> files)
    {
        var names = NamesOf(files[0]);
        foreach (var file in files)
            if (NamesOf(file) != names)
                throw new SourceFormatException(file.File.Name, 0, null,
                    $"'{file.RelativePath}' and '{files[0].RelativePath}' lie in partitions of different columns; read one dataset at a time.");
    }

    /// <param name="root">The dataset.</param>
    /// <param name="below">The directory to walk, relative to it.</param>
    /// <param name="above">That directory and those that lead to it, links resolved.</param>
    /// <param name="found">Takes the relative paths.</param>
    private static void Walk(string root, string below, List<string> above, List<string> found)
    {
        foreach (var entry in new DirectoryInfo(Path.Join(root, below)).EnumerateFileSystemInfos("*", Entries))
        {
            if (entry.Name[0] is '.' or '_')
                continue;

            var relative = below.Length == 0 ? entry.Name : $"{below}/{entry.Name}";
            if (entry is not DirectoryInfo directory)
            {
                found.Add(relative);
                continue;
            }

            var target = directory.LinkTarget is null ? Path.Join(above[^1], entry.Name) : Resolve(directory);
            if (above.Contains(target))
                throw new SourceFormatException(Path.Join(root, relative), 0, null,
                    $"{Path.Join(root, relative)} is a link to a directory that it lies in; remove it, or let its name begin with an underscore.");

            above.Add(target);
            Walk(root, relative, above, found);
            above.RemoveAt(above.Count - 1);
        }
    }

    private static string Resolve(DirectoryInfo directory)
        => Path.TrimEndingDirectorySeparator((directory.ResolveLinkTarget(returnFinalTarget: true) ?? directory).FullName);

    private static string NamesOf(DatasetFile file) => string.Join('/', file.Partition.Select(value => value.Name));
}
