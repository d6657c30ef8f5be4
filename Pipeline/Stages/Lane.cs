using System.Threading.Tasks.Dataflow;
using DataflowWrite.Compression;
using DataflowWrite.Partitioning;
using DataflowWrite.Storage;
using DataflowWrite.Telemetry;

namespace DataflowWrite.Stages;

/// <summary>
/// One open file: coalesce, serialize, compress, write. The router alone feeds and closes it; its blocks always run dry by
/// themselves, after a failure by disposing what reaches them.
/// </summary>
internal sealed class Lane
{
    /// <summary>Bytes, in memory before and as text after, of the rows that are serialized as one chunk.</summary>
    public const int ChunkTarget = 1 << 20;

    private const int MaxSlicesPerChunk = 4096;

    /// <summary>Chunks are large enough for the store as they are.</summary>
    private const int UnbufferedWriter = 1;

    private readonly LaneSettings _settings;
    private readonly PartitionKey _partition;
    private readonly FaultSite _site;
    private readonly ObjectWriter _writer;
    private readonly FrameCutter? _cutter;
    private readonly BatchBlock<RowSlice> _coalesce = StageBlocks.Coalesce<RowSlice>(MaxSlicesPerChunk);
    private readonly ActionBlock<SerializedChunk> _write;
    private readonly ByteCharge? _encoderState;
    private readonly FileStatistics? _statistics;
    private long _groupBytes;
    private int _groupSlices;
    private long _groupRows;
    private long _rows;
    private FileCloseReason _closeReason;

    public Lane(LaneSettings settings, PartitionKey partition, ObjectPath path)
    {
        _settings = settings;
        _partition = partition;
        _site = new(WriteStage.Write, partition, path);

        var codec = CompressionCodec.For(settings.Compression);
        var cutsFrames = settings.Compression != CompressionType.None && settings.Framing == CompressionFraming.Independent;
        _writer = new ObjectWriterBuilder(cutsFrames ? CompressionType.None : settings.Compression, path, settings.Store)
        {
            BufferSize = UnbufferedWriter,
            CompressionLevel = cutsFrames ? null : settings.CompressionLevel,
            Framing = CompressionFraming.Single,
        }.Build();

        _statistics = settings.StatisticsSchema is { } schema ? new(schema) : null;
        var context = settings.Context;
        var serialize = StageBlocks.Serialize<RowSlice>(
            context, settings.Serializer, settings.Workers, settings.Memory.Output, settings.Estimate, _site, _statistics);
        var compressesInWrite = settings.Compression != CompressionType.None && !cutsFrames;
        _write = StageBlocks.Write(context, _writer, Written, compressesInWrite ? settings.Workers : null, _site);
        _encoderState = compressesInWrite
            ? settings.Memory.PartialFrames.Charge(codec.StreamStateBytes(codec.ResolveLevel(settings.CompressionLevel)))
            : null;
        BlockLinks.Chain(_coalesce, serialize);
        if (!cutsFrames)
        {
            BlockLinks.Chain(serialize, _write);
            return;
        }

        _cutter = new(codec.FrameSize, settings.Memory.PartialFrames, settings.Memory.Output);
        var cut = StageBlocks.CutFrames(context, _cutter, _site);
        var compress = StageBlocks.Compress(
            context, codec, codec.ResolveLevel(settings.CompressionLevel), settings.Workers, settings.Memory.Output, _site);
        BlockLinks.ChainWithEnd(serialize, cut, new(buffer: null, rows: 0, endsFile: true));
        BlockLinks.Chain(cut, compress);
        BlockLinks.Chain(compress, _write);
    }

    /// <summary>Takes the slice over, whether or not the call succeeds. Waits while serialized bytes fill their part of the budget.</summary>
    public async ValueTask SendAsync(RowSlice slice)
    {
        RowSlice? rest = slice;
        while (rest is not null)
        {
            RowSlice next = rest;
            rest = null;
            var rows = RowsOfOneChunk(next);
            if (rows < next.RowCount)
                (next, rest) = next.SplitAt(rows);

            try
            {
                await PostAsync(next).ConfigureAwait(false);
            }
            catch
            {
                next.Dispose();
                rest?.Dispose();
                throw;
            }
        }
    }

    /// <summary>Sends the rows that still wait for company on their way.</summary>
    public void Flush()
    {
        if (_groupSlices == 0)
            return;

        _coalesce.TriggerBatch();
        (_groupBytes, _groupRows, _groupSlices) = (0, 0, 0);
    }

    /// <summary>Ends the file; <see cref="FinishAsync"/> says what became of it.</summary>
    public void Complete(FileCloseReason reason)
    {
        _closeReason = reason;
        _coalesce.Complete();
    }

    /// <summary>Waits for the last byte and makes the file durable; null when the write has failed, and then nothing of it is left.</summary>
    public async Task<PreparedFile?> FinishAsync()
    {
        await _write.Completion.ConfigureAwait(false);
        _cutter?.Dispose();
        _encoderState?.Dispose();

        PendingObject? pending = null;
        await BlockGuard.RunAsync(_settings.Context, _site with { Stage = WriteStage.Prepare }, PrepareAsync).ConfigureAwait(false);
        await DiscardWriterAsync().ConfigureAwait(false);
        return pending is null ? null : new(pending, _partition, _rows, _closeReason, _statistics?.Summarize());

        async ValueTask PrepareAsync() => pending = await _writer.PrepareAsync(_settings.Context.Token).ConfigureAwait(false);
    }

    private int RowsOfOneChunk(RowSlice slice)
    {
        var ofMemory = slice.RowCount * (long)ChunkTarget / Math.Max(1, slice.SizeInBytes);
        var ofOutput = _settings.Estimate.RowsOf(2 * ChunkTarget, slice.RowCount, slice.SizeInBytes);
        return (int)Math.Max(1, Math.Min(ofMemory, ofOutput));
    }

    private async ValueTask PostAsync(RowSlice slice)
    {
        _groupBytes += _settings.Estimate.BytesOf(slice.RowCount, slice.SizeInBytes);
        _groupRows += slice.RowCount;
        _groupSlices++;
        var estimate = _settings.Estimate;
        var isGroup = _groupBytes >= ChunkTarget || _groupRows >= estimate.MaxRows || _groupSlices == MaxSlicesPerChunk;
        if (isGroup)
            slice.OutputCharge = await AcquireOutputAsync(_groupBytes).ConfigureAwait(false);

        if (!_coalesce.Post(slice))
            throw new InvalidOperationException($"'{_writer.Path}' was closed before its last rows arrived.");

        if (isGroup && _groupSlices < MaxSlicesPerChunk)
            _coalesce.TriggerBatch();

        if (!isGroup)
            return;

        (_groupBytes, _groupRows, _groupSlices) = (0, 0, 0);
        if (!estimate.WhenKnown.IsCompleted)
            await estimate.WhenKnown.WaitAsync(_settings.Context.Token).ConfigureAwait(false);
    }

    private async ValueTask<ByteCharge> AcquireOutputAsync(long bytes)
    {
        while (true)
        {
            var release = _settings.Memory.Output.NextRelease();
            if (_settings.Memory.Output.TryAcquire(bytes) is { } charge)
                return charge;

            await _settings.Context.Monitor.StallAsync(release, _settings.Context.Token).ConfigureAwait(false);
        }
    }

    private void Written(SerializedChunk chunk)
    {
        _rows += chunk.RowCount;
        _settings.Context.Monitor.Wrote(chunk.RowCount, chunk.Bytes.Length);
    }

    private async ValueTask DiscardWriterAsync()
    {
        try
        {
            await _writer.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            _settings.Context.Monitor.AbortFailed(_writer.Path.Value, exception);
        }
    }
}
