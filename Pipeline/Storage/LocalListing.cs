namespace DataflowWrite.Storage;

/// <summary>Walks the files of a directory tree in ordinal order of their slash-separated paths.</summary>
internal static class LocalListing
{
    /// <summary>
    /// All files below a directory, links followed; a link to a directory that contains it is left out. A directory that is about to be renamed is told
    /// as itself, and not by what is in it.
    /// </summary>
    public static IEnumerable<(ObjectPath Path, FileSystemInfo Entry)> Walk(DirectoryInfo directory, ObjectPath path)
    {
        foreach (var entry in Entries(directory))
        {
            var child = path.Append(entry.Name);
            if (entry is FileInfo || LocalNames.IsTemporary(entry.Name))
                yield return (child, entry);
            else if (!IsLoop(entry))
                foreach (var below in Walk((DirectoryInfo)entry, child))
                    yield return below;
        }
    }

    /// <summary>The entries of a directory; none when there is no such directory.</summary>
    public static FileSystemInfo[] Entries(DirectoryInfo directory)
    {
        try
        {
            var entries = directory.GetFileSystemInfos();
            Array.Sort(entries, static (a, b) => string.CompareOrdinal(SortKey(a), SortKey(b)));
            return entries;
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
        catch (IOException) when (File.Exists(directory.FullName))
        {
            return [];
        }
        catch (Exception e) when (LocalErrors.IsFileError(e))
        {
            throw LocalErrors.Translate(e, "list", directory.FullName);
        }
    }

    // A directory's files sort by "name/…": "a-b" comes before "a/b".
    private static string SortKey(FileSystemInfo entry) => entry is DirectoryInfo ? entry.Name + '/' : entry.Name;

    private static bool IsLoop(FileSystemInfo directory)
    {
        if (directory.LinkTarget is null)
            return false;

        var target = directory.ResolveLinkTarget(returnFinalTarget: true)?.FullName;
        return target is not null && (directory.FullName + Path.DirectorySeparatorChar)
            .StartsWith(Path.TrimEndingDirectorySeparator(target) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
    }
}
