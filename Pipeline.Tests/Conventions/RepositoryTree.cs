namespace DataflowWrite.Tests.Conventions;

/// <summary>The files of the repository that the tests were built from, without what a build makes.</summary>
internal static class RepositoryTree
{
    private static readonly string[] MadeByTools =
        [".git", ".vs", ".idea", "bin", "obj", "artifacts", "node_modules", "TestResults"];

    /// <summary>The folder of DataflowWrite.sln.</summary>
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>The folders that hold a project, by name.</summary>
    public static IEnumerable<string> Projects
        => Directory.EnumerateDirectories(Root, "Pipeline*").Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal);

    /// <summary>Files below a folder of the repository, as slash-separated paths from the root, in ordinal order.</summary>
    public static IReadOnlyList<string> Files(string folder, params string[] extensions)
    {
        List<string> found = [];
        Collect(new DirectoryInfo(Path.Combine(Root, folder)), extensions, found);
        found.Sort(StringComparer.Ordinal);
        return found;
    }

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static void Collect(DirectoryInfo folder, string[] extensions, List<string> found)
    {
        foreach (var file in folder.EnumerateFiles())
            if (extensions.Length == 0 || extensions.Contains(file.Extension))
                found.Add(Path.GetRelativePath(Root, file.FullName).Replace('\\', '/'));

        foreach (var child in folder.EnumerateDirectories())
            if (!MadeByTools.Contains(child.Name))
                Collect(child, extensions, found);
    }

    private static string FindRoot(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "DataflowWrite.sln")))
                return folder.FullName;

        throw new DirectoryNotFoundException($"No folder above {start} holds DataflowWrite.sln.");
    }
}
