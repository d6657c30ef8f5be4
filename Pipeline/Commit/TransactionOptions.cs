using DataflowWrite.Storage;

namespace DataflowWrite.Commit;

/// <summary>What a transaction is about. Immutable.</summary>
public sealed record TransactionOptions
{
    /// <summary>The directory of the dataset, or the object of a write of one file. Default: the root of the store, a directory.</summary>
    public ObjectPath Destination { get; init; }

    /// <summary>Whether the destination is one object. Default false.</summary>
    public bool IsSingleFile { get; init; }

    /// <summary>What becomes of what is there. Default <see cref="SaveMode.Append"/>; a single file refuses that.</summary>
    public SaveMode SaveMode { get; init; }

    /// <summary>
    /// Whether a write of this id that has succeeded makes this one do nothing, and one that has not is recovered first. Default false: the id is new.
    /// Costs a listing of the dataset.
    /// </summary>
    public bool IsRepeatable { get; init; }

    /// <summary>The clock, for the renewal of the lease. Default the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Objects that are made visible at once.</summary>
    internal int Parallelism { get; init; } = 8;

    /// <summary>Makes the mark of a journal entry, which nobody else may make.</summary>
    internal Func<string> NewMark { get; init; } = static () => Guid.NewGuid().ToString("n");

    /// <summary>The canonical partition path of a file below the dataset; a typed comparison may know more than the text.</summary>
    internal Func<string, string> PartitionOf { get; init; } = DatasetFiles.PartitionOf;
}
