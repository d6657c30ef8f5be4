namespace DataflowWrite.Cli;

/// <summary>Exceptions as one sentence on one line.</summary>
internal static class ErrorText
{
    private const int BrokenPipeOnUnix = 32;
    private const int BrokenPipeOnWindows = unchecked((int)0x8007006D);
    private const int NoDataOnWindows = unchecked((int)0x800700E8);

    public static string Of(Exception exception)
    {
        var text = Message(exception);
        if (exception is DatasetWriteException { InnerException: { } cause }
            && !text.Contains(Message(cause), StringComparison.Ordinal))
            text = $"{text} {Message(cause)}";

        return text;
    }

    /// <summary>True when the reader of a pipe has gone, as <c>head</c> does.</summary>
    public static bool IsClosedPipe(IOException exception)
        => exception.HResult is BrokenPipeOnUnix or BrokenPipeOnWindows or NoDataOnWindows;

    private static string Message(Exception exception)
    {
        var message = exception.Message;
        if (exception is ArgumentException { ParamName: { } name })
            message = message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal);

        return message.ReplaceLineEndings(" ");
    }
}
