using DataflowWrite.Compression;
using DataflowWrite.Partitioning;
using DataflowWrite.Storage;
using DataflowWrite.Telemetry;

namespace DataflowWrite.Stages;

/// <summary>
/// A file of a stateless format all of whose rows came before it was opened, and make one chunk. One worker serializes, compresses and writes it at one go:
/// of ten thousand small files the blocks of a <see cref="ChunkLane"/> cost more than the rows. The bytes are the same.
/// </summary>
internal sealed class OneChunkLane : Lane
{
    private readonly ChunkEncoding _encoding;
    private readonly List<RowSlice> _slices = [];
    private readonly Task<Task> _work;
    private SerializedChunk? _chunk;

    public OneChunkLane(LaneSettings settings, ChunkEncoding encoding, PartitionKey partition, ObjectPath path)
        : base(settings, partition, ChunkLane.BuildWriter(settings, encoding, path))
    {
        _encoding = encoding;
        _work = new(RunAsync);
        Drained = _work.Unwrap();
    }

    protected override Task Drained { get; }

    public override ValueTask SendAsync(RowSlice slice)
    {
        _slices.Add(slice);
        return ValueTask.CompletedTask;
    }

    /// <summary>It ends as soon as it has its rows.</summary>
    public override void Flush()
    {
    }

    protected override void EndInput() => _work.Start(Settings.Workers.Scheduler);

    protected override void ReleaseState() => _chunk?.Dispose();

    private async Task RunAsync()
    {
        var isSerialized = await StepAsync(WriteStage.Serialize, SerializeAsync).ConfigureAwait(false);
        foreach (var slice in _slices)
            slice.Dispose();

        if (isSerialized && (!_encoding.CutsFrames || await StepAsync(WriteStage.Compress, Compress).ConfigureAwait(false)))
            await StepAsync(WriteStage.Write, () => WriteAsync(_chunk!)).ConfigureAwait(false);
    }

    private ValueTask<bool> StepAsync(WriteStage stage, Func<ValueTask> step)
        => BlockGuard.RunAsync(Settings.Context, Site with { Stage = stage }, step);

    private async ValueTask SerializeAsync()
    {
        var buffer = new PooledBufferWriter((int)Math.Min(_slices.Sum(slice => slice.SizeInBytes), ChunkLane.ChunkTarget));
        try
        {
            var rows = 0L;
            foreach (var slice in _slices)
            {
                await _encoding.Serializer.AppendAsync(slice, buffer, Settings.Context.Token).ConfigureAwait(false);
                rows += slice.RowCount;
            }

            Statistics?.Add(_slices);
            _encoding.Estimate.Observe(rows, buffer.WrittenCount);
            _chunk = ChunkOf(buffer, rows);
        }
        catch
        {
            buffer.Dispose();
            throw;
        }
    }

    private ValueTask Compress()
    {
        var codec = CompressionCodec.For(_encoding.Compression);
        using var text = _chunk!;
        using var encoder = new IndependentFrameEncoder(codec, codec.ResolveLevel(_encoding.CompressionLevel));
        _chunk = null;
        var buffer = new PooledBufferWriter();
        try
        {
            encoder.Encode(text.Bytes.Span, buffer);
            encoder.Finish(buffer);
            _chunk = ChunkOf(buffer, text.RowCount);
            return ValueTask.CompletedTask;
        }
        catch
        {
            buffer.Dispose();
            throw;
        }
    }

    private SerializedChunk ChunkOf(PooledBufferWriter buffer, long rows)
        => new(buffer, rows) { Charge = Settings.Memory.Output.Charge(buffer.Capacity) };
}
