using System.Runtime.ExceptionServices;
using ParquetSharp;

namespace DataflowWrite.Parquet;

/// <summary>Failures as they come back out of native code, in our words.</summary>
internal static class NativeErrors
{
    /// <summary>Throws what went wrong: the failure of the output itself, or the library's sentence without its wrapping.</summary>
    public static Exception Rethrow(Exception caught, Exception? original, string path)
    {
        if (original is not null)
            ExceptionDispatchInfo.Throw(original);
        if (caught is ParquetException)
            return new InvalidDataException($"Parquet file '{path}' cannot be written: {TextOf(caught)}", caught);

        ExceptionDispatchInfo.Throw(caught);
        return caught;
    }

    /// <summary>The library's message without the C++ type and status that it comes in.</summary>
    public static string TextOf(Exception failure)
    {
        const string Start = "(message: '";
        var text = failure.Message;
        var start = text.IndexOf(Start, StringComparison.Ordinal);
        if (start >= 0)
            text = text[(start + Start.Length)..].TrimEnd(')').TrimEnd('\'');

        foreach (var status in (ReadOnlySpan<string>)["Invalid: ", "IOError: ", "NotImplemented: "])
            if (text.StartsWith(status, StringComparison.Ordinal))
                text = text[status.Length..];

        return text.Trim().TrimEnd('.') + ".";
    }
}
