using DataflowWrite.Partitioning;

namespace DataflowWrite.Stages;

/// <summary>
/// Rows of one partition on their way into one file. It is owned by whoever received it last and disposed once, by its consumer.
/// </summary>
public abstract class RowSlice : IDisposable
{
    private protected RowSlice(PartitionKey partition, long fileOrdinal, bool startsFile, bool endsFile)
    {
        Partition = partition;
        FileOrdinal = fileOrdinal;
        StartsFile = startsFile;
        EndsFile = endsFile;
    }

    /// <summary>The partition; <see cref="PartitionKey.None"/> without partitions.</summary>
    public PartitionKey Partition { get; }

    /// <summary>Which file of the dataset the rows belong to, counted from 0 in the order in which files get their first row.</summary>
    public long FileOrdinal { get; }

    /// <summary>True for the first rows of a file.</summary>
    public bool StartsFile { get; internal set; }

    /// <summary>True for the rows that fill a file; the last file of a partition may end without one.</summary>
    public bool EndsFile { get; }

    /// <summary>The number of rows.</summary>
    public abstract int RowCount { get; }

    /// <summary>What the rows take in memory, in bytes.</summary>
    public abstract long SizeInBytes { get; }

    /// <summary>What the rows are charged for; moves with them.</summary>
    internal ByteCharge? Charge { get; set; }

    /// <summary>What the bytes that a group of slices becomes are charged for; held by the last slice of the group.</summary>
    internal ByteCharge? OutputCharge { get; set; }

    /// <summary>The first rows and the others as slices of their own; this one is used up.</summary>
    internal abstract (RowSlice Head, RowSlice Tail) SplitAt(int rows);

    /// <summary>Gives rows and charges back.</summary>
    public void Dispose()
    {
        Charge?.Dispose();
        OutputCharge?.Dispose();
        Release();
    }

    private protected abstract void Release();
}
