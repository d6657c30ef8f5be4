using System.Threading.Tasks.Dataflow;
using DataflowWrite.Compression;
using DataflowWrite.Partitioning;
using DataflowWrite.Storage;

namespace DataflowWrite.Stages;

/// <summary>A file of a stateless format: its chunks are serialized and compressed in parallel and written in order.</summary>
internal sealed class ChunkLane : Lane
{
    /// <summary>Bytes, in memory before and as text after, of the rows that are serialized as one chunk.</summary>
    public const int ChunkTarget = 1 << 20;

    private const int MaxSlicesPerChunk = 4096;

    /// <summary>Chunks are large enough for the store as they are.</summary>
    private const int UnbufferedWriter = 1;

    private readonly OutputEstimate _estimate;
    private readonly FrameCutter? _cutter;
    private readonly BatchBlock<RowSlice> _coalesce = StageBlocks.Coalesce<RowSlice>(MaxSlicesPerChunk);
    private readonly ActionBlock<SerializedChunk> _write;
    private readonly ByteCharge? _encoderState;
    private long _groupBytes;
    private int _groupSlices;
    private long _groupRows;

    public ChunkLane(LaneSettings settings, ChunkEncoding encoding, PartitionKey partition, ObjectPath path)
        : this(settings, encoding, partition, BuildWriter(settings, encoding, path))
    {
    }

    private ChunkLane(LaneSettings settings, ChunkEncoding encoding, PartitionKey partition, ObjectWriter writer)
        : base(settings, partition, writer)
    {
        var (context, memory, workers) = (settings.Context, settings.Memory, settings.Workers);
        var codec = CompressionCodec.For(encoding.Compression);
        var level = codec.ResolveLevel(encoding.CompressionLevel);
        var compressesInWrite = encoding.Compression != CompressionType.None && !encoding.CutsFrames;
        _estimate = encoding.Estimate;
        var serialize = StageBlocks.Serialize<RowSlice>(context, encoding.Serializer, workers, memory.Output, _estimate, Site, Statistics);
        _write = StageBlocks.Write(context, writer, Written, compressesInWrite ? workers : null, Site);
        _encoderState = compressesInWrite ? memory.PartialFrames.Charge(codec.StreamStateBytes(level)) : null;
        BlockLinks.Chain(_coalesce, serialize);
        if (!encoding.CutsFrames)
        {
            BlockLinks.Chain(serialize, _write);
            return;
        }

        _cutter = new(codec.FrameSize, memory.PartialFrames, memory.Output);
        var cut = StageBlocks.CutFrames(context, _cutter, Site);
        var compress = StageBlocks.Compress(context, codec, level, workers, memory.Output, Site);
        BlockLinks.ChainWithEnd(serialize, cut, new(buffer: null, rows: 0, endsFile: true));
        BlockLinks.Chain(cut, compress);
        BlockLinks.Chain(compress, _write);
    }

    /// <summary>Compresses what the lane does not compress itself, frame by frame.</summary>
    public static ObjectWriter BuildWriter(LaneSettings settings, ChunkEncoding encoding, ObjectPath path)
        => new ObjectWriterBuilder(encoding.CutsFrames ? CompressionType.None : encoding.Compression, path, settings.Store)
        {
            BufferSize = UnbufferedWriter,
            UploadOptions = settings.NextUpload?.Invoke(),
            ComputesChecksum = settings.ComputesChecksums,
            CompressionLevel = encoding.CutsFrames ? null : encoding.CompressionLevel,
            Framing = CompressionFraming.Single,
        }.Build();

    protected override Task Drained => _write.Completion;

    public override async ValueTask SendAsync(RowSlice slice)
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

    public override void Flush()
    {
        if (_groupSlices == 0)
            return;

        _coalesce.TriggerBatch();
        (_groupBytes, _groupRows, _groupSlices) = (0, 0, 0);
    }

    public override void FlushWaiting() => Flush();

    protected override void EndInput() => _coalesce.Complete();

    protected override void ReleaseState()
    {
        _cutter?.Dispose();
        _encoderState?.Dispose();
    }

    private int RowsOfOneChunk(RowSlice slice)
    {
        var ofMemory = slice.RowCount * (long)ChunkTarget / Math.Max(1, slice.SizeInBytes);
        var ofOutput = _estimate.RowsOf(2 * ChunkTarget, slice.RowCount, slice.SizeInBytes);
        return (int)Math.Max(1, Math.Min(ofMemory, ofOutput));
    }

    private async ValueTask PostAsync(RowSlice slice)
    {
        _groupBytes += _estimate.BytesOf(slice.RowCount, slice.SizeInBytes);
        _groupRows += slice.RowCount;
        _groupSlices++;
        var isGroup = _groupBytes >= ChunkTarget || _groupRows >= _estimate.MaxRows || _groupSlices == MaxSlicesPerChunk;
        if (isGroup)
            slice.OutputCharge = await AcquireOutputAsync(_groupBytes).ConfigureAwait(false);

        if (!_coalesce.Post(slice))
            throw new InvalidOperationException($"'{Site.File}' was closed before its last rows arrived.");

        if (isGroup && _groupSlices < MaxSlicesPerChunk)
            _coalesce.TriggerBatch();

        if (!isGroup)
            return;

        (_groupBytes, _groupRows, _groupSlices) = (0, 0, 0);
        if (!_estimate.WhenKnown.IsCompleted)
            await _estimate.WhenKnown.WaitAsync(Settings.Context.Token).ConfigureAwait(false);
    }
}
