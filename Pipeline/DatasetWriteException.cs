using DataflowWrite.Partitioning;
using DataflowWrite.Telemetry;

namespace DataflowWrite;

/// <summary>A write failed and nothing of it is visible. The message says what, where and what to do; the cause is the inner exception.</summary>
public sealed class DatasetWriteException : IOException
{
    /// <summary>Creates the exception for the first failure of a write.</summary>
    public DatasetWriteException(WriteStage stage, PartitionKey? partition, string? file, string message, Exception? cause)
        : base(message, cause)
    {
        Stage = stage;
        Partition = partition;
        File = file;
    }

    /// <summary>The stage that failed.</summary>
    public WriteStage Stage { get; }

    /// <summary>The partition that was being written, where there was one.</summary>
    public PartitionKey? Partition { get; }

    /// <summary>The file that was being written, where there was one.</summary>
    public string? File { get; }
}
