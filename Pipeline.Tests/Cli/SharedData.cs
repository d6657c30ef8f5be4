namespace DataflowWrite.Tests.Cli;

/// <summary>The larger files that lie beside the repository, where they do.</summary>
internal static class SharedData
{
    /// <summary>The path of a file; without it the test is ignored.</summary>
    public static string Find(string name)
    {
        var root = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "DataflowWrite.sln")))
            root = root.Parent;

        var path = Path.Combine(root?.Parent?.FullName ?? "", "shared", "data", name);
        if (!File.Exists(path))
            Assert.Ignore($"needs shared/data/{name} beside the repository");

        return path;
    }
}
