using Microsoft.Win32.SafeHandles;

namespace DataflowWrite.Storage;

/// <summary>The calls that only a loss of power or a broken disk would tell from doing nothing; a test puts others in.</summary>
internal sealed class LocalCalls
{
    /// <summary>Flushes a file, which is given with its path.</summary>
    public Action<SafeFileHandle, string> FlushFile { get; init; } = static (handle, _) => RandomAccess.FlushToDisk(handle);

    /// <summary>Flushes a directory's entries; returns 0 or the error number. Windows offers no such call.</summary>
    public Func<string, int> FlushDirectory { get; init; } = LocalNative.IsUnix ? LocalNative.FlushDirectory : static _ => 0;

    /// <summary>Removes the temporary name of a file that has its final name; returns 0 or the error number.</summary>
    public Func<string, int> Unlink { get; init; } = LocalNative.Unlink;
}
