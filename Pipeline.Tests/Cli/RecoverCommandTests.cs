namespace DataflowWrite.Tests.Cli;

public sealed class RecoverCommandTests
{
    private const string Entry = "out/_dfw/abcdefgh01234567/1/0000";

    private Workspace _workspace = null!;

    [SetUp]
    public void CreateWorkspace() => _workspace = new();

    [TearDown]
    public void RemoveWorkspace() => _workspace.Dispose();

    [TestCase]
    [TestCase("--older-than", "0s", "--apply")]
    public async Task A_path_at_which_nothing_ever_was_is_no_clean_dataset(params string[] options)
        => (await CliRun.Of(["recover", _workspace["out"], .. options]))
            .ShouldFail(1, $"There is no dataset, file or unfinished write at '{_workspace["out"]}'. Check the path.");

    [TestCase("out")]
    [TestCase("out/a.csv")]
    public async Task A_directory_or_file_without_remains_is_clean(string path)
    {
        _workspace.Write("out/a.csv", "a\n1\n");

        (await CliRun.Of("recover", _workspace[path])).Should().Be(new CliRun(0, "Nothing is left of any write.\n", ""));
    }

    [Test]
    public async Task A_journal_that_cannot_be_read_is_listed_and_fails_with_the_object_and_the_remedy()
    {
        var entry = _workspace.Write(Entry, "hello");

        var run = await CliRun.Of("recover", _workspace["out"], "--older-than", "0s", "--apply");

        run.Code.Should().Be(1);
        run.Output.Should().Match("out/_dfw/abcdefgh01234567/1  unreadable since *  left alone: it cannot be read\nEnded 0 of 1.\n");
        run.Error.Should().Match($"dfw: '{Entry}' in * is no entry of a journal*delete it*\n");
        File.Delete(entry);
        (await CliRun.Of("recover", _workspace["out"])).Output.Should().Be("Nothing is left of any write.\n");
    }
}
