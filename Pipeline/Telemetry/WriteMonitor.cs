using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace DataflowWrite.Telemetry;

/// <summary>The counters of one write, and everyone who is told of them: progress, log, meter. Thread-safe.</summary>
internal sealed class WriteMonitor
{
    private static readonly TimeSpan ReportInterval = TimeSpan.FromMilliseconds(100);

    private readonly string _writeId;
    private readonly IProgress<WriteProgress>? _progress;
    private readonly ILogger _logger;
    private readonly TimeProvider _clock;
    private readonly TagList _tags;
    private readonly long _started;
    private Activity? _activity;
    private long _lastReport;
    private long _rowsRead;
    private long _rowsWritten;
    private long _bytesWritten;
    private long _forcedFlushes;
    private int _openFiles;
    private int _filesDone;

    public WriteMonitor(
        string writeId, string format, string compression, IProgress<WriteProgress>? progress, ILogger? logger, TimeProvider clock)
    {
        _writeId = writeId;
        _progress = progress;
        _logger = logger ?? NullLogger.Instance;
        _clock = clock;
        _tags = new() { { "format", format }, { "compression", compression } };
        _started = _lastReport = clock.GetTimestamp();
    }

    public long RowsRead => Interlocked.Read(ref _rowsRead);

    public long RowsWritten => Interlocked.Read(ref _rowsWritten);

    /// <summary>How often memory forced rows out before their time.</summary>
    public long ForcedFlushes => Interlocked.Read(ref _forcedFlushes);

    public TimeSpan Elapsed => _clock.GetElapsedTime(_started);

    public void Started(string destination, string format, string compression)
    {
        _activity = WriteInstruments.Activities.StartActivity("dataset write");
        _activity?.SetTag("format", format).SetTag("compression", compression);
        WriteLog.Started(_logger, _writeId, destination, format, compression);
    }

    public void Read(long rows)
    {
        Interlocked.Add(ref _rowsRead, rows);
        ReportSometimes();
    }

    public void Wrote(long rows, long bytes)
    {
        Interlocked.Add(ref _rowsWritten, rows);
        Interlocked.Add(ref _bytesWritten, bytes);
        WriteInstruments.Rows.Add(rows, _tags);
        WriteInstruments.Bytes.Add(bytes, _tags);
        ReportSometimes();
    }

    public void FileOpened()
    {
        Interlocked.Increment(ref _openFiles);
        WriteInstruments.OpenFiles.Add(1, _tags);
    }

    public void FileClosed()
    {
        Interlocked.Decrement(ref _openFiles);
        Interlocked.Increment(ref _filesDone);
        WriteInstruments.OpenFiles.Add(-1, _tags);
        ReportSometimes();
    }

    public async ValueTask StallAsync(Task until, CancellationToken cancellationToken)
    {
        var since = _clock.GetTimestamp();
        await until.WaitAsync(cancellationToken).ConfigureAwait(false);
        WriteInstruments.Stalled.Add(_clock.GetElapsedTime(since).TotalSeconds, _tags);
    }

    public void FlushForced(long bytes)
    {
        Interlocked.Increment(ref _forcedFlushes);
        WriteInstruments.ForcedFlushes.Add(1, _tags);
        WriteLog.FlushForced(_logger, _writeId, bytes);
    }

    public void AbortFailed(string path, Exception cause) => WriteLog.AbortFailed(_logger, _writeId, path, cause);

    public void Committed(int files, long rows, long bytes)
    {
        WriteInstruments.Files.Add(files, _tags);
        WriteLog.Committed(_logger, _writeId, files, rows, bytes, Elapsed.TotalSeconds);
        End("committed");
    }

    public void Failed(WriteStage stage, Exception cause)
    {
        WriteLog.Failed(_logger, _writeId, stage, cause);
        End("failed");
    }

    public void Cancelled()
    {
        WriteLog.Cancelled(_logger, _writeId);
        End("cancelled");
    }

    private void End(string outcome)
    {
        _activity?.SetTag("outcome", outcome).SetStatus(outcome == "failed" ? ActivityStatusCode.Error : ActivityStatusCode.Unset).Stop();
        WriteInstruments.Duration.Record(Elapsed.TotalSeconds, [.. _tags, new("outcome", outcome)]);
        Report();
    }

    private void ReportSometimes()
    {
        if (_progress is null)
            return;

        var last = Interlocked.Read(ref _lastReport);
        var now = _clock.GetTimestamp();
        if (_clock.GetElapsedTime(last, now) >= ReportInterval && Interlocked.CompareExchange(ref _lastReport, now, last) == last)
            Report();
    }

    private void Report()
        => _progress?.Report(new(
            RowsRead, RowsWritten, Interlocked.Read(ref _bytesWritten), Volatile.Read(ref _openFiles), Volatile.Read(ref _filesDone)));
}
