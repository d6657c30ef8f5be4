using Microsoft.Extensions.Logging;

namespace DataflowWrite.Telemetry;

/// <summary>The log messages of a write. Event ids are stable.</summary>
internal static partial class WriteLog
{
    [LoggerMessage(1, LogLevel.Information, "Write {WriteId} to {Destination} started: {Format}, compression {Compression}")]
    public static partial void Started(ILogger logger, string writeId, string destination, string format, string compression);

    [LoggerMessage(2, LogLevel.Information, "Write {WriteId} committed {Files} files, {Rows} rows, {Bytes} bytes in {Seconds:F3} s")]
    public static partial void Committed(ILogger logger, string writeId, int files, long rows, long bytes, double seconds);

    [LoggerMessage(3, LogLevel.Error, "Write {WriteId} failed in stage {Stage}")]
    public static partial void Failed(ILogger logger, string writeId, WriteStage stage, Exception cause);

    [LoggerMessage(4, LogLevel.Information, "Write {WriteId} was cancelled; nothing of it is visible")]
    public static partial void Cancelled(ILogger logger, string writeId);

    [LoggerMessage(5, LogLevel.Debug, "Write {WriteId} is short of memory and forces {Bytes} waiting bytes out early")]
    public static partial void FlushForced(ILogger logger, string writeId, long bytes);

    [LoggerMessage(6, LogLevel.Warning, "Write {WriteId} could not remove its unfinished upload or journal at {Path}")]
    public static partial void AbortFailed(ILogger logger, string writeId, string path, Exception cause);
}
