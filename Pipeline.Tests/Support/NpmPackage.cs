using System.Diagnostics;

namespace DataflowWrite.Tests.Support;

/// <summary>
/// A package of npm that tests run by node. It is installed once, into the folder for temporary files; a test is ignored, with the
/// reason, where node or the package cannot be had.
/// </summary>
internal static class NpmPackage
{
    /// <summary>The folder in which <c>node_modules</c> holds the packages.</summary>
    /// <param name="name">A name for the folder.</param>
    /// <param name="arguments">What <c>npm install</c> is to install, and how.</param>
    public static async Task<string> InstallAsync(string name, params string[] arguments)
    {
        var folder = Path.Combine(Path.GetTempPath(), $"dataflowwrite-{name}");
        if (Directory.Exists(folder))
            return folder;

        // Whoever installs at the same time moves a whole folder there, or finds that one is there.
        var fresh = Directory.CreateTempSubdirectory($"dataflowwrite-{name}-").FullName;
        var (code, _, errors) = await RunAsync(
            "npm", fresh, ["install", "--prefix", fresh, "--no-audit", "--no-fund", "--no-save", .. arguments]);
        if (code != 0)
            Assert.Ignore($"npm could not install {name}: {errors.Split('\n').FirstOrDefault()}");

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

    /// <summary>Runs node or npm to its end.</summary>
    public static async Task<(int Code, string Output, string Errors)> RunAsync(string program, string folder, params string[] arguments)
    {
        var file = ExternalTool.Find(program);
        if (file is null)
            Assert.Ignore($"The tool '{program}' is not installed; this test needs it to run a package of npm.");

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
