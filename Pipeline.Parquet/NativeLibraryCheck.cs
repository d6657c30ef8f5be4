using System.Runtime.InteropServices;
using ParquetSharp;

namespace DataflowWrite.Parquet;

/// <summary>Loads the native library before anything is written, so that a machine without it gets a sentence instead of a loader's error.</summary>
internal static class NativeLibraryCheck
{
    private static readonly Lazy<PlatformNotSupportedException?> Failure = new(() => Try(LoadLibrary));

    /// <exception cref="PlatformNotSupportedException">The library cannot be loaded.</exception>
    public static void ThrowIfMissing()
    {
        if (Failure.Value is { } failure)
            throw new PlatformNotSupportedException(failure.Message, failure.InnerException);
    }

    internal static PlatformNotSupportedException? Try(Action load)
    {
        try
        {
            load();
            return null;
        }
        catch (Exception failure) when (failure is DllNotFoundException or BadImageFormatException or EntryPointNotFoundException or TypeInitializationException)
        {
            return new(
                $"Parquet needs the native library of ParquetSharp, which cannot be loaded on {RuntimeInformation.RuntimeIdentifier}: {Reason(failure)}"
                + " There is one for Windows, macOS and Linux with glibc 2.17 or newer, on x64 and arm64, and none for Alpine (musl) or 32 bits:"
                + " run on one of these with the package's 'runtimes' folder beside the program, or write another format.",
                failure);
        }
    }

    private static string Reason(Exception failure)
    {
        while (failure is TypeInitializationException { InnerException: { } inner })
            failure = inner;

        return failure.Message.Split('\n')[0].Trim().TrimEnd('.') + ".";
    }

    private static void LoadLibrary()
    {
        using var builder = new WriterPropertiesBuilder();
        using var properties = builder.Build();
    }
}
