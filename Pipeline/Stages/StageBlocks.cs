using System.Threading.Tasks.Dataflow;
using DataflowWrite.Compression;
using DataflowWrite.Storage;
using DataflowWrite.Telemetry;

namespace DataflowWrite.Stages;

/// <summary>Makes the blocks of a lane, for sinks and for graphs that users compose. Every delegate goes through <see cref="BlockGuard"/>.</summary>
internal static class StageBlocks
{
    private const int ChunksBeforeWrite = 2;

    /// <summary>
    /// Ends a group when it is triggered, at the latest after <paramref name="slices"/>. A lane leaves it unbounded: it counts messages,
    /// whose sizes differ, and what a lane holds is charged to the byte budget.
    /// </summary>
    public static BatchBlock<TSlice> Coalesce<TSlice>(int slices, int boundedCapacity = DataflowBlockOptions.Unbounded)
        where TSlice : RowSlice
        => new(slices, new GroupingDataflowBlockOptions { BoundedCapacity = boundedCapacity });

    public static TransformBlock<TSlice[], SerializedChunk> Serialize<TSlice>(
        WriteContext context,
        ISliceSerializer serializer,
        Workers workers,
        ByteBudget? output,
        OutputEstimate estimate,
        FaultSite site,
        FileStatistics? statistics = null)
        where TSlice : RowSlice
    {
        return new(BlockGuard.Transform<TSlice[], SerializedChunk>(
            context, site with { Stage = WriteStage.Serialize }, SerializedChunk.Nothing, SerializeGroupAsync), workers.Options(context));

        async ValueTask<SerializedChunk> SerializeGroupAsync(TSlice[] group)
        {
            var buffer = new PooledBufferWriter(InitialCapacity(group));
            try
            {
                var rows = 0L;
                foreach (var slice in group)
                {
                    await serializer.AppendAsync(slice, buffer, context.Token).ConfigureAwait(false);
                    rows += slice.RowCount;
                }

                statistics?.Add(group);
                foreach (var slice in group)
                    slice.Dispose();

                estimate.Observe(rows, buffer.WrittenCount);
                return new(buffer, rows) { Charge = output?.Charge(buffer.Capacity) };
            }
            catch
            {
                buffer.Dispose();
                throw;
            }
        }
    }

    /// <summary>Encodes the groups of one file in order; a group without slices ends the file.</summary>
    public static TransformManyBlock<TSlice[], SerializedChunk> Encode<TSlice>(
        WriteContext context, FileEncoding encoding, Workers workers, FaultSite site)
        where TSlice : RowSlice
        => new(
            BlockGuard.Transform<TSlice[], IEnumerable<SerializedChunk>>(
                context,
                site with { Stage = WriteStage.Serialize },
                [],
                group => ValueTask.FromResult(encoding.Encode(group))),
            Sequential(context, workers));

    public static TransformManyBlock<SerializedChunk, SerializedChunk> CutFrames(
        WriteContext context, FrameCutter cutter, FaultSite site)
        => new(
            BlockGuard.Transform<SerializedChunk, IEnumerable<SerializedChunk>>(
                context, site with { Stage = WriteStage.Compress }, [], chunk => ValueTask.FromResult(cutter.Cut(chunk))),
            Sequential(context));

    public static TransformBlock<SerializedChunk, SerializedChunk> Compress(
        WriteContext context, CompressionCodec codec, int level, Workers workers, ByteBudget? output, FaultSite site)
    {
        return new(BlockGuard.Transform<SerializedChunk, SerializedChunk>(
            context, site with { Stage = WriteStage.Compress }, SerializedChunk.Nothing, CompressFrame), workers.Options(context));

        ValueTask<SerializedChunk> CompressFrame(SerializedChunk frame)
        {
            var buffer = new PooledBufferWriter();
            try
            {
                codec.CompressFrame(frame.Bytes.Span, level, buffer);
                var compressed = new SerializedChunk(buffer, frame.RowCount) { Charge = output?.Charge(buffer.Capacity) };
                frame.Dispose();
                return ValueTask.FromResult(compressed);
            }
            catch
            {
                buffer.Dispose();
                throw;
            }
        }
    }

    public static ActionBlock<SerializedChunk> Write(
        WriteContext context, ObjectWriter writer, Action<SerializedChunk>? written, Workers? workers, FaultSite site)
    {
        return new(
            BlockGuard.Consume<SerializedChunk>(context, site with { Stage = WriteStage.Write }, WriteChunkAsync),
            Sequential(context, workers));

        async ValueTask WriteChunkAsync(SerializedChunk chunk)
        {
            await writer.WriteAsync(chunk.Bytes, context.Token).ConfigureAwait(false);
            written?.Invoke(chunk);
            chunk.Dispose();
        }
    }

    private static ExecutionDataflowBlockOptions Sequential(WriteContext context, Workers? workers = null) => new()
    {
        BoundedCapacity = ChunksBeforeWrite,
        CancellationToken = context.BlockToken,
        TaskScheduler = workers?.Scheduler ?? TaskScheduler.Default,
    };

    private static int InitialCapacity(RowSlice[] group)
        => (int)Math.Clamp(group.Sum(slice => slice.SizeInBytes), 256, 1 << 20);
}
