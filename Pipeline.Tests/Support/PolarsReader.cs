using System.Runtime.InteropServices;

namespace DataflowWrite.Tests.Support;

/// <summary>
/// Polars, as the npm package <c>nodejs-polars</c> brings it, run by node: a reader of Arrow IPC and Parquet that shares no code with ours. A test is
/// ignored, with the reason, where node or the package cannot be had.
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

    private static readonly Lazy<Task<string>> Folder = new(() => NpmPackage.InstallAsync(Package, Package, $"{Package}-{Platform}"));

    /// <summary>The rows of a file (<c>.arrow</c>, <c>.arrows</c> or <c>.parquet</c>), each as the line of JSON that Polars makes of it.</summary>
    public static async Task<string[]> ReadAsync(string path) => (await RunAsync(path))[1..];

    /// <summary>The columns of a file with the names that Polars has for their types, as JSON.</summary>
    public static async Task<string> ReadTypesAsync(string path) => (await RunAsync(path))[0];

    private static async Task<string[]> RunAsync(string path)
    {
        var folder = await Folder.Value;
        var (code, output, errors) = await NpmPackage.RunAsync("node", folder, "-e", Script, Path.GetFullPath(path));
        code.Should().Be(0, "Polars reads {0}; it said: {1}", path, errors);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
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
}
