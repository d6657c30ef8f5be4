using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace DataflowWrite.Benchmarks.Peers;

/// <summary>The contestants that run on node, whose packages are installed outside of the tree when they are first asked for.</summary>
internal sealed class NodePeers
{
    private static readonly string[] Files = ["package.json", "laps.mjs", "polars.mjs", "chdb.mjs"];

    private readonly string _folder = Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "dataflowwrite-race");

    private bool _installed;

    public ProcessStartInfo Script(string name)
    {
        Install();
        return new("node", [Path.Combine(_folder, name + ".mjs")]) { WorkingDirectory = _folder };
    }

    private void Install()
    {
        if (_installed)
            return;

        Directory.CreateDirectory(_folder);
        var source = Path.Combine(AppContext.BaseDirectory, "Peers", "Node");
        var package = Path.Combine(_folder, Files[0]);
        var isCurrent = File.Exists(package) && File.ReadAllText(package) == File.ReadAllText(Path.Combine(source, Files[0]));
        foreach (var file in Files)
            File.Copy(Path.Combine(source, file), Path.Combine(_folder, file), overwrite: true);

        if (!isCurrent || !Directory.Exists(Path.Combine(_folder, "node_modules")))
            RunNpm();

        _installed = true;
    }

    private void RunNpm()
    {
        // Some registries leave out the package with Polars' native code, which is an optional dependency.
        var start = new ProcessStartInfo("npm", ["install", "--no-audit", "--no-fund", "--no-save", "--silent", NativePolars()])
        {
            WorkingDirectory = _folder,
        };
        using var npm = Process.Start(start)!;
        npm.WaitForExit();
        if (npm.ExitCode != 0)
            throw new InvalidOperationException($"npm install ended with {npm.ExitCode} in {_folder}.");
    }

    private string NativePolars()
    {
        using var package = JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder, Files[0])));
        var version = package.RootElement.GetProperty("dependencies").GetProperty("nodejs-polars").GetString();
        return $"nodejs-polars-{Platform()}@{version}";
    }

    private static string Platform()
    {
        var architecture = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "arm64" : "x64";
        if (OperatingSystem.IsWindows())
            return $"win32-{architecture}-msvc";

        return OperatingSystem.IsMacOS() ? $"darwin-{architecture}" : $"linux-{architecture}-gnu";
    }
}
