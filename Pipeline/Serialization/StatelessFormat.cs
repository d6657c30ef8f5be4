using Apache.Arrow;
using DataflowWrite.Serialization.Records;

namespace DataflowWrite.Serialization;

/// <summary>
/// A format whose files are the concatenated bytes of their batches (CSV, JSON Lines): the pipeline serializes the chunks of
/// one file in parallel and compresses the file as a whole. Derive from it to bring a format of your own.
/// </summary>
public abstract class StatelessFormat : FileFormat
{
    /// <summary>Names the format; the extension has no dot.</summary>
    protected StatelessFormat(string name, string extension)
        : base(name, extension)
    {
    }

    /// <summary>A serializer for files of this schema.</summary>
    /// <param name="writerSchema">The columns as they stand in the files, partition columns already removed; see <c>WriterSchema</c>.</param>
    public abstract IBatchSerializer CreateSerializer(Schema writerSchema);

    /// <summary>How the format writes records without a batch between, or null where it cannot.</summary>
    internal virtual RecordTextPlan? PlanRecords(Schema writerSchema) => null;
}
