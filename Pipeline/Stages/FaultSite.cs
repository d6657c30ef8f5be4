using DataflowWrite.Partitioning;
using DataflowWrite.Storage;
using DataflowWrite.Telemetry;

namespace DataflowWrite.Stages;

/// <summary>Where a guarded step runs, as far as it is known: a failure there is told with it.</summary>
internal readonly record struct FaultSite(WriteStage Stage, PartitionKey? Partition = null, ObjectPath? File = null)
{
    public StageFault Fault(Exception cause) => new(Stage, Partition, File, cause);
}
