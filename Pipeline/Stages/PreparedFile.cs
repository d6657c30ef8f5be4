using DataflowWrite.Partitioning;
using DataflowWrite.Storage;

namespace DataflowWrite.Stages;

/// <summary>A file that is durable in its store and not yet visible.</summary>
internal sealed record PreparedFile(PendingObject Pending, PartitionKey Partition, long Rows, FileCloseReason CloseReason);
