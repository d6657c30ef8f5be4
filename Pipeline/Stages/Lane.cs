using DataflowWrite.Partitioning;
using DataflowWrite.Storage;
using DataflowWrite.Telemetry;

namespace DataflowWrite.Stages;

/// <summary>
/// One open file: coalesce, turn into bytes, write. The router alone feeds and closes it; its blocks always run dry by themselves, after a
/// failure by disposing what reaches them.
/// </summary>
internal abstract class Lane
{
    private readonly PartitionKey _partition;
    private readonly ObjectWriter _writer;
    private readonly ByteCharge? _upload;
    private long _rows;
    private FileCloseReason _closeReason;

    protected Lane(LaneSettings settings, PartitionKey partition, ObjectWriter writer)
    {
        Settings = settings;
        _partition = partition;
        _writer = writer;
        Site = new(WriteStage.Write, partition, writer.Path);
        _upload = settings.Memory.Uploads?.Charge(0);
        Statistics = settings.StatisticsSchema is { } schema ? new(schema) : null;
    }

    /// <summary>Bytes of the rows' part of the budget that only <see cref="Flush"/> gives back, about; 0 where rows leave by themselves.</summary>
    public virtual long HeldBytes => 0;

    /// <summary>Bytes of these that a flush is about to give back.</summary>
    public virtual long BytesBeingFlushed => 0;

    /// <summary>Bytes that only ending the file gives back.</summary>
    public virtual long RetainedBytes => 0;

    /// <summary>Bytes that the store keeps of the file until they are enough for a request, or that requests carry.</summary>
    public long UploadBytes => _writer.BufferedBytes;

    /// <summary>Ends when nothing of the lane is left to do; the router's to use.</summary>
    public Task Ended { get; set; } = Task.CompletedTask;

    /// <summary>What it held when it was closed; the router's to use.</summary>
    public long BytesAtEnd { get; set; }

    protected LaneSettings Settings { get; }

    protected FaultSite Site { get; }

    protected FileStatistics? Statistics { get; }

    /// <summary>Ends when every row is written, or disposed after a failure. Never fails.</summary>
    protected abstract Task Drained { get; }

    /// <summary>Takes the slice over, whether or not the call succeeds. Waits while bytes on their way out fill their part of the budget.</summary>
    public abstract ValueTask SendAsync(RowSlice slice);

    /// <summary>Sends all that it holds on its way, because memory is short.</summary>
    public abstract void Flush();

    /// <summary>As <see cref="Flush"/>, where that costs nothing but a smaller chunk.</summary>
    public virtual void FlushWaiting()
    {
    }

    /// <summary>Charges the budget for what <see cref="UploadBytes"/> is now.</summary>
    public void ChargeUpload() => _upload?.Resize(UploadBytes);

    /// <summary>Ends the file; <see cref="FinishAsync"/> says what became of it.</summary>
    public void Complete(FileCloseReason reason)
    {
        _closeReason = reason;
        EndInput();
    }

    /// <summary>
    /// Waits for the last byte and makes the file durable; null when the write has failed, and then nothing of it is left, or
    /// <see cref="LaneSettings.UploadLeft"/> was told.
    /// </summary>
    public async Task<PreparedFile?> FinishAsync()
    {
        await Drained.ConfigureAwait(false);
        ReleaseState();

        PendingObject? pending = null;
        await BlockGuard.RunAsync(Settings.Context, Site with { Stage = WriteStage.Prepare }, PrepareAsync).ConfigureAwait(false);
        await DiscardWriterAsync(isPrepared: pending is not null).ConfigureAwait(false);
        _upload?.Dispose();
        return pending is null ? null : new(pending, _partition, _rows, _closeReason, Statistics?.Summarize(), _writer.Checksum);

        async ValueTask PrepareAsync() => pending = await _writer.PrepareAsync(Settings.Context.Token).ConfigureAwait(false);
    }

    /// <summary>No more rows come: what is left is sent on its way, and <see cref="Drained"/> ends behind it.</summary>
    protected abstract void EndInput();

    /// <summary>Called once all is drained: whatever was held between two messages is disposed.</summary>
    protected abstract void ReleaseState();

    protected async ValueTask WriteAsync(SerializedChunk chunk)
    {
        await _writer.WriteAsync(chunk.Bytes, Settings.Context.Token).ConfigureAwait(false);
        Written(chunk);
    }

    protected void Written(SerializedChunk chunk)
    {
        _rows += chunk.RowCount;
        ChargeUpload();
        Settings.Context.Monitor.Wrote(chunk.RowCount, chunk.Bytes.Length);
    }

    protected async ValueTask<ByteCharge> AcquireOutputAsync(long bytes)
    {
        while (true)
        {
            var release = Settings.Memory.Output.NextRelease();
            if (Settings.Memory.Output.TryAcquire(bytes) is { } charge)
                return charge;

            await Settings.Context.Monitor.StallAsync(release, Settings.Context.Token).ConfigureAwait(false);
        }
    }

    private async ValueTask DiscardWriterAsync(bool isPrepared)
    {
        try
        {
            await _writer.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            Settings.Context.Monitor.AbortFailed(_writer.Path.Value, exception);
            if (!isPrepared)
                Settings.UploadLeft?.Invoke(_writer.Path, exception);
        }
    }
}
