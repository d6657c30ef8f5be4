using System.Runtime.InteropServices;

namespace DataflowWrite.Storage;

/// <summary>One wording for what goes wrong with files and directories.</summary>
internal static class LocalErrors
{
    private const int WindowsDiskFull = unchecked((int)0x80070070);
    private const int QuotaExceeded = 122;
    private const int ReadOnlyFileSystem = 30;

    public static bool IsFileError(Exception e) => e is IOException or UnauthorizedAccessException;

    /// <summary>The error of a call that failed while doing this to that file.</summary>
    public static IOException Translate(Exception e, string doing, string file) => e switch
    {
        PreconditionFailedException or LocalStoreException => (IOException)e,
        UnauthorizedAccessException => new LocalStoreException(
            $"Cannot {doing} '{file}': access is denied. Make its directory writable for this user, or choose another destination.", e),
        FileNotFoundException or DirectoryNotFoundException => new LocalStoreException(
            $"Cannot {doing} '{file}': its directory takes no files, or is gone. Choose another destination.", e),
        _ => new LocalStoreException($"Cannot {doing} '{file}': {Cause(e.HResult) ?? Said(e)}", e),
    };

    public static IOException FromErrno(int error, string doing, string file)
        => new LocalStoreException(
            $"Cannot {doing} '{file}': {Cause(error) ?? Marshal.GetPInvokeErrorMessage(error) + "."}", null);

    public static FileNotFoundException NotFound(string file) => new($"There is no object '{file}'.", file);

    // What the runtime says may name the temporary file, which is nobody's business.
    private static string Said(Exception e)
        => !e.Message.Contains(LocalNames.TemporarySuffix, StringComparison.Ordinal) ? e.Message
            : LocalNative.IsUnix ? $"{Marshal.GetPInvokeErrorMessage(e.HResult)}."
            : "the file system refuses it. Choose another destination.";

    private static string? Cause(int code) => code switch
    {
        LocalNative.NoSpace or WindowsDiskFull => "the disk is full. Free some space, or choose another destination.",
        QuotaExceeded when OperatingSystem.IsLinux() => "the disk quota is used up. Free some space, or choose another destination.",
        1 or 13 when LocalNative.IsUnix => "access is denied. Make its directory writable for this user, or choose another destination.",
        18 when LocalNative.IsUnix => "it lies on another volume than its temporary file.",
        ReadOnlyFileSystem when LocalNative.IsUnix => "the file system is read-only. Choose another destination.",
        _ => null,
    };
}
