using DataflowWrite.Partitioning;
using DataflowWrite.Stages;
using DataflowWrite.Storage;

namespace DataflowWrite;

/// <summary>One file of a committed dataset.</summary>
/// <param name="Path">Where a reader finds it: the destination as it was given, then the path below it.</param>
/// <param name="ObjectPath">Its path in the store.</param>
/// <param name="Partition">The partition that its rows belong to; <see cref="PartitionKey.None"/> without partitions.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Bytes">Its size as stored.</param>
/// <param name="ETag">The store's version mark, or null where the store has none.</param>
/// <param name="CloseReason">Why it ended where it ends.</param>
public sealed record WrittenFile(
    string Path, ObjectPath ObjectPath, PartitionKey Partition, long Rows, long Bytes, string? ETag, FileCloseReason CloseReason);
