using System.Runtime.InteropServices;

namespace DataflowWrite.Benchmarks;

/// <summary>The processor time of the calling thread, which other programs on the machine do not stretch much.</summary>
internal static partial class ThreadClock
{
    private const int ThreadCpuTime = 3;

    /// <summary>Seconds, from an arbitrary start; wall time where the system does not tell.</summary>
    public static double Seconds
        => OperatingSystem.IsLinux() && GetTime(ThreadCpuTime, out var time) == 0
            ? time.Seconds + (time.Nanoseconds / 1e9)
            : Environment.TickCount64 / 1e3;

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, out Time time);

    [StructLayout(LayoutKind.Sequential)]
    private struct Time
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
