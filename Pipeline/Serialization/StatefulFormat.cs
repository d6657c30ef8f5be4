using Apache.Arrow;

namespace DataflowWrite.Serialization;

/// <summary>
/// A format whose files are made by one encoder each, batch after batch (Arrow IPC, Parquet): the pipeline encodes a file in order and several
/// files at once, and the encoder compresses by itself. Derive from it to bring a format of your own.
/// </summary>
public abstract class StatefulFormat : FileFormat
{
    /// <summary>Names the format; the extension has no dot.</summary>
    protected StatefulFormat(string name, string extension)
        : base(name, extension)
    {
    }

    /// <summary>An encoder for one file of this schema. It holds nothing that has to be released until its first call.</summary>
    /// <param name="writerSchema">The columns as they stand in the file, partition columns already removed; see <c>WriterSchema</c>.</param>
    /// <param name="settings">What the pipeline tells the encoder of the file.</param>
    public abstract IFileEncoder CreateEncoder(Schema writerSchema, FileEncoderSettings settings);
}
