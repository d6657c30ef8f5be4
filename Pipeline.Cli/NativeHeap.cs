using System.Runtime.InteropServices;

namespace DataflowWrite.Cli;

/// <summary>The heap of the C library, from which record batches have their buffers.</summary>
internal static partial class NativeHeap
{
    private const int MapThreshold = -3;
    private const int LargeBytes = 128 << 10;

    /// <summary>Gives large buffers back to the system as soon as they are freed, whatever thread does it.</summary>
    /// <remarks>
    /// glibc raises its threshold for this to 32 MiB, and keeps a heap for each thread below it. A batch is freed on another thread than
    /// the one that made it, so that each of these heaps keeps the most that it ever held.
    /// </remarks>
    public static void ReturnLargeBuffers()
    {
        if (OperatingSystem.IsLinux() && NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), "mallopt", out _))
            SetOption(MapThreshold, LargeBytes);
    }

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int SetOption(int option, int value);
}
