using DataflowWrite.Columns.Statistics;
using DataflowWrite.Partitioning;
using DataflowWrite.Storage;

namespace DataflowWrite.Stages;

/// <summary>A file that is durable in its store and not yet visible; with the statistics of its columns and its checksum where they are wanted.</summary>
internal sealed record PreparedFile(
    PendingObject Pending,
    PartitionKey Partition,
    long Rows,
    FileCloseReason CloseReason,
    IReadOnlyList<ColumnSummary>? Columns = null,
    uint? Checksum = null);
