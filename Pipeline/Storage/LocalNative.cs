using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace DataflowWrite.Storage;

/// <summary>The calls of Linux and macOS that .NET does not offer. Each returns 0, or the error number.</summary>
internal static partial class LocalNative
{
    public const int NotFound = 2;
    public const int Exists = 17;
    public const int NoSpace = 28;

    private const int NotPermitted = 1;
    private const int Interrupted = 4;
    private const int AccessDenied = 13;
    private const int NotADirectory = 20;
    private const int InvalidArgument = 22;
    private const int TooManyLinks = 31;

    public static bool IsUnix { get; } = OperatingSystem.IsLinux() || OperatingSystem.IsMacOS();

    /// <summary>Makes a file to write to where nothing is. On Linux without the lock, the questions before it and the release after it that .NET adds.</summary>
    /// <exception cref="DirectoryNotFoundException">Its directory is missing.</exception>
    public static SafeFileHandle CreateFile(string path)
    {
        // Elsewhere the flags differ, or an argument behind a fixed list is passed in another way.
        if (!OperatingSystem.IsLinux() || !Environment.Is64BitProcess)
            return File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read);

        const int WriteOnly = 0x1;
        const int Create = 0x40;
        const int Exclusive = 0x80;
        const int CloseOnExec = 0x80000;
        const int ReadAndWriteForAll = 0x1B6;
        int descriptor, error;
        do
        {
            descriptor = Open(path, WriteOnly | Create | Exclusive | CloseOnExec, ReadAndWriteForAll);
            error = descriptor < 0 ? Marshal.GetLastPInvokeError() : 0;
        }
        while (error == Interrupted);

        return error switch
        {
            0 => new(descriptor, ownsHandle: true),
            NotFound or NotADirectory => throw new DirectoryNotFoundException($"The directory of '{path}' is missing."),
            _ => throw LocalErrors.FromErrno(error, "create", path),
        };
    }

    /// <summary>Replaces what is at the target, in one step, and never copies as File.Move does between volumes.</summary>
    public static int Rename(string from, string to) => Result(RenameCore(from, to));

    /// <summary>Moves in one step unless the target exists; File.Move asks first and moves later.</summary>
    /// <remarks>With the link the target is there for all to see; an old name that stays is no error then.</remarks>
    public static int MoveIfAbsent(string from, string to, Func<string, int> unlink)
    {
        var error = Result(Link(from, to));
        if (error == 0)
        {
            unlink(from);
            return 0;
        }

        return LacksHardLinks(error) && OperatingSystem.IsLinux() ? RenameNoReplace(from, to, error) : error;
    }

    /// <summary>Gives a file a second name, which must be free.</summary>
    public static int LinkFile(string from, string to) => Result(Link(from, to));

    /// <summary>What tells a file from every other one of this machine, whatever its name; null where the system cannot tell.</summary>
    public static string? Identify(string path)
        => OperatingSystem.IsLinux() && TryIdentify(path, out var identity)
            ? string.Create(CultureInfo.InvariantCulture, $"{identity.Device:x}:{identity.Inode:x}")
            : null;

    public static int Unlink(string path) => Result(UnlinkCore(path));

    /// <summary>Whether two paths are names of one file; false where the system cannot tell.</summary>
    public static bool IsSameFile(string first, string second)
        => OperatingSystem.IsLinux() && TryIdentify(first, out var one) && TryIdentify(second, out var other) && one == other;

    /// <summary>Flushes a directory's entries. File systems that cannot are taken to need no flush.</summary>
    public static int FlushDirectory(string directory)
    {
        var closeOnExec = OperatingSystem.IsMacOS() ? 0x1000000 : 0x80000;
        var descriptor = Open(directory, closeOnExec, mode: 0);
        if (descriptor < 0)
            return Marshal.GetLastPInvokeError() is AccessDenied ? 0 : Marshal.GetLastPInvokeError();

        var error = Result(Flush(descriptor));
        Close(descriptor);
        return error is InvalidArgument || IsNotSupported(error) ? 0 : error;
    }

    private static int RenameNoReplace(string from, string to, int linkError)
    {
        const int CurrentDirectory = -100;
        const uint NoReplace = 1;
        try
        {
            return Result(RenameAt2(CurrentDirectory, from, CurrentDirectory, to, NoReplace));
        }
        catch (EntryPointNotFoundException)
        {
            return linkError;
        }
    }

    // The layout of statx, unlike that of stat, is the same on every processor.
    private static bool TryIdentify(string path, out (ulong Inode, ulong Device) identity)
    {
        const int CurrentDirectory = -100;
        const int NoFollow = 0x100;
        const uint InodeMask = 0x100;
        Span<byte> status = stackalloc byte[256];
        identity = default;
        try
        {
            if (Status(CurrentDirectory, path, NoFollow, InodeMask, status) != 0
                || (BitConverter.ToUInt32(status) & InodeMask) == 0)
                return false;
        }
        catch (EntryPointNotFoundException)
        {
            return false;
        }

        identity = (BitConverter.ToUInt64(status[32..]), BitConverter.ToUInt64(status[136..]));
        return true;
    }

    private static bool LacksHardLinks(int error)
        => error is NotPermitted or TooManyLinks || IsNotSupported(error);

    private static bool IsNotSupported(int error)
        => OperatingSystem.IsMacOS() ? error is 45 or 78 or 102 : error is 38 or 95;

    private static int Result(int returned) => returned == 0 ? 0 : Marshal.GetLastPInvokeError();

    [LibraryImport("libc", EntryPoint = "rename", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int RenameCore(string from, string to);

    [LibraryImport("libc", EntryPoint = "renameat2", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int RenameAt2(int fromDirectory, string from, int toDirectory, string to, uint flags);

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string from, string to);

    [LibraryImport("libc", EntryPoint = "unlink", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int UnlinkCore(string path);

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Status(int directory, string path, int flags, uint mask, Span<byte> status);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags, int mode);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Flush(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);
}
