using System.Diagnostics;
using System.Runtime.InteropServices;

namespace DataflowWrite.Tests.Support;

/// <summary>
/// Polars, as the npm package <c>nodejs-polars</c> brings it, run by node: a reader of Arrow IPC and Parquet that shares no code with ours. It is installed once, into
/// the folder for temporary files; a test is ignored, with the reason, where node or the package cannot be had.
/// </summary>
internal static class PolarsReader
{
    private const string Package = "nodejs-polars";

    private const string Script = """
        const pl = require('nodejs-polars');
        const bytes = require('fs').readFileSync(process.argv[1]);
        const read = { arrow: pl.readIPC, arrows: pl.readIPCStream, parquet: pl.readParquet }[process.argv[1].split('.').pop()];
        const frame = read(bytes);
        const types = Object.entries(frame.schema).map(([name, type]) => [name, type.variant]);
        process.stdout.write(JSON.stringify(types) + '\n');
        if (frame.height > 0) process.stdout.write(frame.writeJSON({ format: 'lines' }));
        """;

    private static readonly Lazy<Task<string>> Folder = new(InstallAsync);

    /// <summary>The rows of a file (<c>.arrow</c>, <c>.arrows</c> or <c>.parquet</c>), each as the line of JSON that Polars makes of it.</summary>
    public static async Task<string[]> ReadAsync(string path) => (await RunAsync(path))[1..];

    /// <summary>The columns of a file with the names that Polars has for their types, as JSON.</summary>
    public static async Task<string> ReadTypesAsync(string path) => (await RunAsync(path))[0];

    private static async Task<string[]> RunAsync(string path)
    {
        var folder = await Folder.Value;
        var (code, output, errors) = await StartAsync("node", folder, "-e", Script, Path.GetFullPath(path));
        code.Should().Be(0, "Polars reads {0}; it said: {1}", path, errors);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static async Task<string> InstallAsync()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"dataflowwrite-{Package}");
        if (Directory.Exists(folder))
            return folder;

        // Whoever installs at the same time moves a whole folder there, or finds that one is there.
        var fresh = Directory.CreateTempSubdirectory($"dataflowwrite-{Package}-").FullName;
        var (code, _, errors) = await StartAsync(
            "npm", fresh, "install", "--prefix", fresh, "--no-audit", "--no-fund", "--no-save", Package, $"{Package}-{Platform}");
        if (code != 0)
            Assert.Ignore($"npm could not install {Package}: {errors.Split('\n').FirstOrDefault()}");

        try
        {
            Directory.Move(fresh, folder);
        }
        catch (IOException) when (Directory.Exists(folder))
        {
            Directory.Delete(fresh, recursive: true);
        }

        return folder;
    }

    // Some registries leave out the package with the native code, which is an optional dependency.
    private static string Platform
    {
        get
        {
            var architecture = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "arm64" : "x64";
            if (OperatingSystem.IsWindows())
                return $"win32-{architecture}-msvc";
            if (OperatingSystem.IsMacOS())
                return $"darwin-{architecture}";

            return $"linux-{architecture}-{(RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal) ? "musl" : "gnu")}";
        }
    }

    private static async Task<(int Code, string Output, string Errors)> StartAsync(string program, string folder, params string[] arguments)
    {
        var file = ExternalTool.Find(program);
        if (file is null)
            Assert.Ignore($"The tool '{program}' is not installed; this test needs it to run Polars.");

        var start = new ProcessStartInfo(file, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await errors);
    }
}
