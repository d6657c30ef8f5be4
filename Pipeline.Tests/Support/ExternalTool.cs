using System.Diagnostics;

namespace DataflowWrite.Tests.Support;

/// <summary>A command-line program that checks our output; a test that needs a missing one is ignored, and says which.</summary>
internal sealed class ExternalTool
{
    private readonly string _file;

    private ExternalTool(string file) => _file = file;

    public static ExternalTool Require(string name)
    {
        var file = Find(name);
        if (file is null)
            Assert.Ignore($"The tool '{name}' is not installed; this test needs it.");

        return new(file);
    }

    /// <summary>Where a program is, if it is on the path.</summary>
    public static string? Find(string name)
        => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => new[] { "", ".exe", ".cmd" }.Select(extension => Path.Combine(folder, name + extension)))
            .FirstOrDefault(File.Exists);

    /// <summary>Runs the tool, demands exit code 0 and returns what it wrote to standard output.</summary>
    public byte[] Run(params string[] arguments)
    {
        var start = new ProcessStartInfo(_file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        using var output = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(output);
        process.WaitForExit();
        process.ExitCode.Should().Be(0, "{0} {1} said: {2}", _file, string.Join(' ', arguments), errors.Result);
        return output.ToArray();
    }
}
