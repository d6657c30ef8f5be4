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
    private readonly KeyValuePair<string, object?>[] _tags;
    private readonly long _started;
    private Activity? _activity;
    private long _lastReport;
    private long _rowsRead;
    private long _rowsWritten;
    private long _bytesWritten;
    private long _forcedFlushes;
    private int _openFiles;
    private int _filesDone;
    private int _ended;

    public WriteMonitor(
        string writeId, string format, string compression, IProgress<WriteProgress>? progress, ILogger? logger, TimeProvider clock)
    {
        _writeId = writeId;
        _progress = progress;
        _logger = logger ?? NullLogger.Instance;
        _clock = clock;
        _tags = [new("format", format), new("compression", compression)];
        _started = _lastReport = clock.GetTimestamp();
    }

    public long RowsRead => Interlocked.Read(ref _rowsRead);

    public long RowsWritten => Interlocked.Read(ref _rowsWritten);

    /// <summary>How often memory forced rows out before their time.</summary>
    public long ForcedFlushes => Interlocked.Read(ref _forcedFlushes);

    public TimeSpan Elapsed => _clock.GetElapsedTime(_started);

    public void Started(string destination, string format, string compression) => Tell(() =>
    {
        _activity = WriteInstruments.Activities.StartActivity("dataset write");
        _activity?.SetTag("format", format).SetTag("compression", compression);
        WriteLog.Started(_logger, _writeId, destination, format, compression);
    });

    public void Read(long rows)
    {
        Interlocked.Add(ref _rowsRead, rows);
        ReportSometimes();
    }

    public void Wrote(long rows, long bytes)
    {
        Interlocked.Add(ref _rowsWritten, rows);
        Interlocked.Add(ref _bytesWritten, bytes);
        Tell(() =>
        {
            WriteInstruments.Rows.Add(rows, _tags);
            WriteInstruments.Bytes.Add(bytes, _tags);
        });
        ReportSometimes();
    }

    public void FileOpened()
    {
        Interlocked.Increment(ref _openFiles);
        Tell(() => WriteInstruments.OpenFiles.Add(1, _tags));
    }

    public void FileClosed(bool isPrepared)
    {
        Interlocked.Decrement(ref _openFiles);
        if (isPrepared)
            Interlocked.Increment(ref _filesDone);

        Tell(() => WriteInstruments.OpenFiles.Add(-1, _tags));
        ReportSometimes();
    }

    public async ValueTask StallAsync(Task until, CancellationToken cancellationToken)
    {
        var since = _clock.GetTimestamp();
        await until.WaitAsync(cancellationToken).ConfigureAwait(false);
        Tell(() => WriteInstruments.Stalled.Add(_clock.GetElapsedTime(since).TotalSeconds, _tags));
    }

    public void FlushForced(long bytes)
    {
        Interlocked.Increment(ref _forcedFlushes);
        Tell(() =>
        {
            WriteInstruments.ForcedFlushes.Add(1, _tags);
            WriteLog.FlushForced(_logger, _writeId, bytes);
        });
    }

    public void AbortFailed(string path, Exception cause) => Tell(() => WriteLog.AbortFailed(_logger, _writeId, path, cause));

    public void Committed(int files, long rows, long bytes) => End("committed", () =>
    {
        WriteInstruments.Files.Add(files, _tags);
        WriteLog.Committed(_logger, _writeId, files, rows, bytes, Elapsed.TotalSeconds);
    });

    public void Failed(WriteStage stage, Exception cause)
        => End("failed", () => WriteLog.Failed(_logger, _writeId, stage, cause));

    public void Cancelled() => End("cancelled", () => WriteLog.Cancelled(_logger, _writeId));

    /// <summary>Whoever listens has no say in what becomes of the write.</summary>
    private static void Tell(Action listeners)
    {
        try
        {
            listeners();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
        }
    }

    /// <summary>The first end is the one that counts.</summary>
    private void End(string outcome, Action log)
    {
        if (Interlocked.Exchange(ref _ended, 1) != 0)
            return;

        Tell(log);
        Tell(() => _activity?.SetTag("outcome", outcome)
            .SetStatus(outcome == "failed" ? ActivityStatusCode.Error : ActivityStatusCode.Unset)
            .Stop());
        Tell(() => WriteInstruments.Duration.Record(Elapsed.TotalSeconds, [.. _tags, new("outcome", outcome)]));
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

    private void Report() => Tell(() => _progress?.Report(new(
        RowsRead, RowsWritten, Interlocked.Read(ref _bytesWritten), Volatile.Read(ref _openFiles), Volatile.Read(ref _filesDone))));
}
