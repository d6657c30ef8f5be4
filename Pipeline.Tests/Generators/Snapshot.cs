using DataflowWrite.Tests.Conventions;

namespace DataflowWrite.Tests.Generators;

/// <summary>Compares a generated file with the one that was approved. Set DFW_REFRESH_SNAPSHOTS=1 to write the approved ones anew.</summary>
internal static class Snapshot
{
    private const string Folder = "Pipeline.Tests/Generators/Snapshots";

    public static void Match(string name, string actual)
    {
        var path = Path.Combine(RepositoryTree.Root, Folder, name + ".txt");
        if (Environment.GetEnvironmentVariable("DFW_REFRESH_SNAPSHOTS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
        }

        File.Exists(path).Should().BeTrue("{0}/{1}.txt should hold what was approved", Folder, name);
        var approved = File.ReadAllText(path).Split('\n');
        var lines = actual.Split('\n');
        for (var i = 0; i < Math.Max(approved.Length, lines.Length); i++)
            lines.ElementAtOrDefault(i).Should().Be(approved.ElementAtOrDefault(i), "line {0} of {1} was approved so", i + 1, name);
    }
}
