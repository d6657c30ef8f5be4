namespace DataflowWrite.Tests.Conventions;

/// <summary>A source file: its slash-separated path from the root of the repository, and its text.</summary>
internal sealed record SourceFile(string Path, string Text)
{
    /// <summary>The folders between the project and the file; empty for a file beside the project.</summary>
    public string[] Folders => Path.Split('/')[1..^1];

    public static IReadOnlyList<SourceFile> InProject(string project)
        => [.. RepositoryTree.Files(project, ".cs").Select(path => new SourceFile(path, RepositoryTree.Read(path)))];
}
