using System.CommandLine;
using System.CommandLine.Invocation;

namespace DataflowWrite.Cli;

/// <summary>The whole program but for the process around it: arguments in, exit code out.</summary>
internal static class CommandLine
{
    private static readonly ParserConfiguration Parsing = new() { EnablePosixBundling = false, ResponseFileTokenReplacer = null };

    public static async Task<int> RunAsync(string[] args, CliConsole console, Interruption interruption)
    {
        var verbose = new Option<bool>("--verbose")
        {
            Description = "Show log messages, and where an error came from.",
            Recursive = true,
        };
        var parsed = CreateRoot(console, verbose).Parse(args, Parsing);
        try
        {
            if (parsed.Action is ParseErrorAction)
                throw new UsageException(UsageText.Of(parsed));

            await using var output = new StringWriter();
            var code = await parsed.InvokeAsync(
                new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null, Output = output, Error = console.Error },
                interruption.Token);
            if (output.ToString() is { Length: > 0 } text)
                await console.WriteLinesAsync(text.TrimEnd());

            return code;
        }
        catch (IOException e) when (ErrorText.IsClosedPipe(e))
        {
            return ExitCode.Done;
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            var isWrite = parsed.CommandResult.Command.Name == WriteCommand.Name;
            await console.Error.WriteLineAsync(isWrite ? "dfw: interrupted; nothing was written." : "dfw: interrupted.");
            return interruption.Code;
        }
        catch (Exception e)
        {
            await console.Error.WriteLineAsync($"dfw: {ErrorText.Of(e)}");
            if (parsed.GetValue(verbose))
                await console.Error.WriteLineAsync(e.ToString());

            return e is UsageException or ArgumentException ? ExitCode.Usage : ExitCode.Failed;
        }
    }

    private static RootCommand CreateRoot(CliConsole console, Option<bool> verbose)
    {
        var root = new RootCommand("""
            Writes files as a partitioned, compressed dataset that appears whole or not at all.

              dfw write 'in/*.csv' --to out/ --format csv --compression zstd --partition-by state
              dfw inspect out/
              dfw cat out/ --limit 10
              dfw recover out/

            Exit codes: 0 done, 1 failed (nothing visible), 2 wrong usage, 130 and 143 interrupted.
            """);
        foreach (var option in root.Options.OfType<VersionOption>().ToArray())
            root.Options.Remove(option);

        root.Options.Add(verbose);
        root.Options.Add(new Option<bool>("--version") { Description = "Show the version.", Action = new VersionAction() });
        root.Subcommands.Add(WriteCommand.Create(console, verbose));
        root.Subcommands.Add(InspectCommand.Create(console));
        root.Subcommands.Add(CatCommand.Create(console));
        root.Subcommands.Add(RecoverCommand.Create(console));
        return root;
    }
}
