using System.Diagnostics;

namespace DataflowWrite.Tests.Cli;

/// <summary>The tool as a process of its own.</summary>
internal static class CliProcess
{
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
        => RunAsync(new Dictionary<string, string>(), arguments);

    /// <param name="environment">Variables besides those of this process.</param>
    /// <param name="arguments">The command line.</param>
    public static async Task<(int Code, string Output, string Error)> RunAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        using var process = Start(environment, arguments);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(Patience);
        return (process.ExitCode, await output, await error);
    }

    public static Process Start(params string[] arguments) => Start(new Dictionary<string, string>(), arguments);

    private static Process Start(IReadOnlyDictionary<string, string> environment, string[] arguments)
    {
        string[] command = ["dotnet", Path.Combine(TestContext.CurrentContext.TestDirectory, "dfw.dll"), .. arguments];

        // A shell without job control starts what it puts into the background with SIGINT ignored, and children inherit that.
        if (OperatingSystem.IsLinux())
            command = ["env", "--default-signal=INT,TERM", .. command];

        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        return Process.Start(start)!;
    }
}
