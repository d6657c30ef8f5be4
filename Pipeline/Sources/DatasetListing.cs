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
            throw new FileNotFoundException($"There is no dataset '{path}'; name an existing directory or file.", path);

        var found = new List<string>();
        Walk(path, "", found);
        if (found.Count == 0)
            throw new FileNotFoundException($"The directory '{path}' holds no data files.", path);

        found.Sort(StringComparer.Ordinal);
        DatasetFile[] files = [.. found.Select(relative => new DatasetFile(
            SourceFile.Local(Path.Join(path, relative)), relative, PartitionPath.DecodeFile(relative)))];
        RequireOnePartitioning(files);
        return files;
    }

    private static void Walk(string root, string below, List<string> found)
    {
        foreach (var entry in new DirectoryInfo(Path.Join(root, below)).EnumerateFileSystemInfos("*", Entries))
        {
            if (entry.Name[0] is '.' or '_')
                continue;

            var relative = below.Length == 0 ? entry.Name : $"{below}/{entry.Name}";
            if (entry is DirectoryInfo)
                Walk(root, relative, found);
            else
                found.Add(relative);
        }
    }

    private static void RequireOnePartitioning(DatasetFile[] files)
    {
        var names = NamesOf(files[0]);
        foreach (var file in files)
            if (NamesOf(file) != names)
                throw new SourceFormatException(file.File.Name, 0, null,
                    $"'{file.RelativePath}' and '{files[0].RelativePath}' lie in partitions of different columns; read one dataset at a time.");
    }

    private static string NamesOf(DatasetFile file) => string.Join('/', file.Partition.Select(value => value.Name));
}
