using Apache.Arrow;
using DataflowWrite.Columns;
using DataflowWrite.Partitioning;
using DataflowWrite.Serialization;
using DataflowWrite.Stages;
using DataflowWrite.Storage;

namespace DataflowWrite;

/// <summary>A plan for one schema: what splits its batches, and what turns the slices into bytes.</summary>
internal sealed class BoundWrite
{
    private readonly WritePlan _plan;

    private BoundWrite(WritePlan plan, Schema inputSchema, Schema writerSchema)
    {
        _plan = plan;
        InputSchema = inputSchema;
        WriterSchema = writerSchema;
        Demuxer = plan.CreateDemuxer(inputSchema);
    }

    public Schema InputSchema { get; }

    public Schema WriterSchema { get; }

    public IDemuxer Demuxer { get; }

    /// <exception cref="ArgumentException">The partition columns do not fit the schema.</exception>
    /// <exception cref="NotSupportedException">The format cannot hold a column.</exception>
    public static BoundWrite Create(WritePlan plan, Schema inputSchema)
    {
        var writerSchema = DataflowWrite.WriterSchema.For(plan.Options, inputSchema);
        plan.Format.Validate(writerSchema);
        return new(plan, inputSchema, writerSchema);
    }

    /// <summary>What opens the files of the write.</summary>
    public Func<PartitionKey, ObjectPath, WholeFile?, Lane> LanesOf(LaneSettings settings)
    {
        if (_plan.Format is StatefulFormat stateful)
            return (partition, path, _) => new EncodedLane(settings, EncodingOf(stateful, settings, path), partition, path);

        var serializer = new BatchSliceSerializer(((StatelessFormat)_plan.Format).CreateSerializer(WriterSchema));
        var encoding = new ChunkEncoding(
            serializer, _plan.Compression, _plan.Options.CompressionLevel, _plan.Options.CompressionFraming);
        return (partition, path, whole) => whole is { } file && encoding.FitsOneChunk(file)
            ? new OneChunkLane(settings, encoding, partition, path)
            : new ChunkLane(settings, encoding, partition, path);
    }

    /// <exception cref="ArgumentException">The batch has another schema than the first one.</exception>
    public void Check(RecordBatch batch)
    {
        if (SchemaMatch.FindDifference(InputSchema, batch) is { } difference)
            throw new ArgumentException($"A batch does not have the schema of the write: {difference}. All batches of a write share one schema.");
    }

    /// <summary>No rows, which make a file that is written although there are none.</summary>
    public PartitionSlice EmptySlice() => PartitionSlice.Of(EmptyBatch.Of(WriterSchema), startsFile: true);

    private FileEncoding EncodingOf(StatefulFormat format, LaneSettings settings, ObjectPath path)
    {
        var encoder = format.CreateEncoder(
            WriterSchema, new() { Path = path.Value, MaxDegreeOfParallelism = settings.Workers.Count });
        return new(encoder, WriterSchema, settings.Memory.Rows, settings.Memory.Output, settings.Memory.PartialFrames);
    }
}
