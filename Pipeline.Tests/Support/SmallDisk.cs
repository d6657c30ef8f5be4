using System.Diagnostics;

namespace DataflowWrite.Tests.Support;

/// <summary>A file system of a few bytes in memory; needs root on Linux, else the test is ignored.</summary>
internal sealed class SmallDisk : IDisposable
{
    private SmallDisk(string directory) => FullPath = directory;

    public string FullPath { get; }

    public static SmallDisk Mount(string directory, int bytes, bool readOnly = false)
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
            Assert.Ignore("Mounting a small tmpfs needs root on Linux.");

        Directory.CreateDirectory(directory);
        if (Run("mount", "-t", "tmpfs", "-o", $"size={bytes}{(readOnly ? ",ro" : "")}", "tmpfs", directory) != 0)
            Assert.Ignore("This system does not allow mounting a tmpfs.");

        return new(directory);
    }

    /// <summary>From here on nothing can be written.</summary>
    public void MakeReadOnly() => Run("mount", "-o", "remount,ro", FullPath).Should().Be(0);

    public void Dispose() => Run("umount", FullPath).Should().Be(0);

    private static int Run(string tool, params string[] arguments)
    {
        using var process = Process.Start(tool, arguments);
        process.WaitForExit();
        return process.ExitCode;
    }
}
