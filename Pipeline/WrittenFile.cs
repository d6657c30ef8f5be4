using DataflowWrite.Partitioning;
using DataflowWrite.Stages;
using DataflowWrite.Storage;

namespace DataflowWrite;

/// <summary>One file of a committed dataset.</summary>
public sealed record WrittenFile
{
    /// <summary>Where a reader finds it: the destination as it was given, then the path below it.</summary>
    public required string Path { get; init; }

    /// <summary>Its path in the store.</summary>
    public required ObjectPath ObjectPath { get; init; }

    /// <summary>The partition that its rows belong to; <see cref="PartitionKey.None"/> without partitions.</summary>
    public required PartitionKey Partition { get; init; }

    /// <summary>Its rows.</summary>
    public required long Rows { get; init; }

    /// <summary>Its size as stored.</summary>
    public required long Bytes { get; init; }

    /// <summary>The store's version mark, or null where the store has none.</summary>
    public string? ETag { get; init; }

    /// <summary>Why it ended where it ends.</summary>
    public FileCloseReason CloseReason { get; init; }

    /// <summary>
    /// The statistics of its columns, in their order; null unless <see cref="DatasetWriteOptions.ColumnStatistics"/> asks for them.
    /// </summary>
    public IReadOnlyList<ColumnStatistics>? Columns { get; init; }
}
