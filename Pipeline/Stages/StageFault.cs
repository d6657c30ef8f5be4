using DataflowWrite.Partitioning;
using DataflowWrite.Storage;
using DataflowWrite.Telemetry;

namespace DataflowWrite.Stages;

/// <summary>The first failure of a write: in which stage, for which partition and file, and why.</summary>
internal sealed record StageFault(WriteStage Stage, PartitionKey? Partition, ObjectPath? File, Exception Cause)
{
    /// <summary>Objects of the write that may be visible all the same, since the store would not take them back.</summary>
    public IReadOnlyList<ObjectPath> NotTakenBack { get; init; } = [];

    /// <summary>Whether all rows of the write are visible, and only what comes after has failed.</summary>
    public bool IsVisible { get; init; }
}
