namespace DataflowWrite.Tests.Cli;

/// <summary>A directory for the files of one test.</summary>
internal sealed class Workspace : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("dfw-cli-").FullName;

    public string this[string name] => Path.Combine(Root, name);

    /// <summary>Writes a file and returns its path.</summary>
    public string Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[name])!);
        File.WriteAllText(this[name], text);
        return this[name];
    }

    /// <summary>Every file with its text, by relative path in ordinal order; hidden ones too.</summary>
    public SortedDictionary<string, string> Files(string below = "")
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (Directory.Exists(this[below]))
            foreach (var path in Directory.EnumerateFiles(this[below], "*", SearchOption.AllDirectories))
                files.Add(Path.GetRelativePath(this[below], path), File.ReadAllText(path));

        return files;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
