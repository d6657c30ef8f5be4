using System.Runtime.InteropServices;

namespace DataflowWrite.Tests.Cli;

/// <summary>The tool as a process of its own: signals and pipes.</summary>
[Platform(Exclude = "Win")]
public sealed partial class ProcessTests
{
    private const int SIGINT = 2;
    private const int SIGTERM = 15;

    [TestCase(SIGINT, 130)]
    [TestCase(SIGTERM, 143)]
    public async Task A_signal_aborts_cleanly_while_standard_input_stays_open(int signal, int code)
    {
        using var workspace = new Workspace();
        using var watcher = new FileSystemWatcher(workspace.Root) { IncludeSubdirectories = true };
        var begun = new TaskCompletionSource();
        watcher.Created += (_, _) => begun.TrySetResult();
        watcher.EnableRaisingEvents = true;

        using var process = CliProcess.Start("write", "-", "--input-format", "csv", "--to", workspace["out/"], "--sample-rows", "1",
            "--batch-size", "10", "--max-rows-per-file", "10");
        await process.StandardInput.WriteAsync("n\n" + string.Concat(Enumerable.Range(0, 50_000).Select(n => $"{n}\n")));
        await process.StandardInput.FlushAsync();
        await begun.Task.WaitAsync(CliProcess.Patience);
        Kill(process.Id, signal).Should().Be(0);
        var error = await process.StandardError.ReadToEndAsync().WaitAsync(CliProcess.Patience);
        await process.WaitForExitAsync().WaitAsync(CliProcess.Patience);
        (process.ExitCode, error).Should().Be((code, "dfw: interrupted; nothing was written.\n"));
        workspace.Files().Should().BeEmpty();
    }

    [Test]
    public async Task A_closed_pipe_ends_cat_quietly()
    {
        using var workspace = new Workspace();
        var input = workspace.Write("big.csv", "n,text\n" + string.Concat(Enumerable.Range(0, 500_000).Select(n => $"{n},some text\n")));
        using var process = CliProcess.Start("cat", input);
        (await process.StandardOutput.ReadLineAsync().WaitAsync(CliProcess.Patience)).Should().Be("n,text");
        process.StandardOutput.Close();
        var error = await process.StandardError.ReadToEndAsync().WaitAsync(CliProcess.Patience);
        await process.WaitForExitAsync().WaitAsync(CliProcess.Patience);
        (process.ExitCode, error).Should().Be((0, ""));
    }

    [Test]
    public async Task Exit_codes_and_streams_reach_the_shell()
    {
        using var workspace = new Workspace();
        var input = workspace.Write("in.csv", "n\n1\n");
        (await CliProcess.RunAsync("write", input, "--to", workspace["out.csv"])).Should().Match<(int Code, string Output, string Error)>(
            run => run.Code == 0 && run.Output.StartsWith("Wrote 1 row in 1 file") && run.Error == "");
        (await CliProcess.RunAsync("cat", workspace["out.csv"])).Should().Be((0, "n\n1\n", ""));
        (await CliProcess.RunAsync("write", input, "--to", workspace["out.csv"])).Code.Should().BeOneOf(1, 2);
        (await CliProcess.RunAsync("cat", workspace["none"])).Code.Should().Be(1);
        (await CliProcess.RunAsync("cat")).Code.Should().Be(2);
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
