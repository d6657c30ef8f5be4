using System.Globalization;

namespace DataflowWrite.Benchmarks.Peers;

/// <summary>What the Linux kernel says of a process's resident memory; zero elsewhere.</summary>
internal static class ProcessMemory
{
    public static long Resident(int process) => Read(process, "VmRSS:");

    /// <summary>The most since <see cref="ForgetPeak"/>.</summary>
    public static long Peak(int process) => Read(process, "VmHWM:");

    public static void ForgetPeak(int process)
    {
        if (OperatingSystem.IsLinux())
            File.WriteAllText($"/proc/{process}/clear_refs", "5");
    }

    private static long Read(int process, string field)
    {
        if (!OperatingSystem.IsLinux())
            return 0;

        var line = File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith(field, StringComparison.Ordinal));
        return long.Parse(line[field.Length..^" kB".Length], CultureInfo.InvariantCulture) * 1024;
    }
}
