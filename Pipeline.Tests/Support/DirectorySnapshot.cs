namespace DataflowWrite.Tests.Support;

/// <summary>Every file and directory below a directory, with its bytes, hidden ones included.</summary>
internal sealed class DirectorySnapshot
{
    private DirectorySnapshot(SortedDictionary<string, byte[]?> entries) => Entries = entries;

    /// <summary>Relative paths with slashes; a directory ends in one and has no bytes.</summary>
    public SortedDictionary<string, byte[]?> Entries { get; }

    public static DirectorySnapshot Take(string directory)
    {
        var entries = new SortedDictionary<string, byte[]?>(StringComparer.Ordinal);
        if (!Directory.Exists(directory))
            return new(entries);

        foreach (var entry in Directory.EnumerateFileSystemEntries(directory, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(directory, entry).Replace('\\', '/');
            if (Directory.Exists(entry))
                entries[name + "/"] = null;
            else
                entries[name] = File.ReadAllBytes(entry);
        }

        return new(entries);
    }

    public void ShouldEqual(DirectorySnapshot expected)
    {
        Entries.Keys.Should().Equal(expected.Entries.Keys);
        foreach (var (path, bytes) in expected.Entries)
            Entries[path].AsSpan().SequenceEqual(bytes).Should().BeTrue("{0} keeps its bytes", path);
    }
}
