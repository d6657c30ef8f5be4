using Apache.Arrow;
using DataflowWrite.Columns;
using DataflowWrite.Serialization;
using DataflowWrite.Stages;

namespace DataflowWrite;

/// <summary>A plan for one schema: what splits its batches, and what turns the slices into bytes.</summary>
internal sealed class BoundWrite
{
    private BoundWrite(Schema inputSchema, Schema writerSchema, IDemuxer demuxer, ISliceSerializer serializer)
    {
        InputSchema = inputSchema;
        WriterSchema = writerSchema;
        Demuxer = demuxer;
        Serializer = serializer;
    }

    public Schema InputSchema { get; }

    public Schema WriterSchema { get; }

    public IDemuxer Demuxer { get; }

    public ISliceSerializer Serializer { get; }

    /// <exception cref="ArgumentException">The partition columns do not fit the schema.</exception>
    /// <exception cref="NotSupportedException">The format cannot hold a column.</exception>
    public static BoundWrite Create(WritePlan plan, Schema inputSchema)
    {
        var writerSchema = DataflowWrite.WriterSchema.For(plan.Options, inputSchema);
        plan.Format.Validate(writerSchema);
        var serializer = plan.Format switch
        {
            StatelessFormat format => new BatchSliceSerializer(format.CreateSerializer(writerSchema)),
            var format => throw new NotSupportedException($"The format '{format.Name}' cannot be written by this version."),
        };
        return new(inputSchema, writerSchema, plan.CreateDemuxer(inputSchema), serializer);
    }

    /// <exception cref="ArgumentException">The batch has another schema than the first one.</exception>
    public void Check(RecordBatch batch)
    {
        if (SchemaMatch.FindDifference(InputSchema, batch) is { } difference)
            throw new ArgumentException($"A batch does not have the schema of the write: {difference}. All batches of a write share one schema.");
    }

    /// <summary>No rows, which make a file that is written although there are none.</summary>
    public PartitionSlice EmptySlice() => PartitionSlice.Of(EmptyBatch.Of(WriterSchema), startsFile: true);
}
