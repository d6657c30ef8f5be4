namespace DataflowWrite.Stages;

/// <summary>
/// The byte budget of a write in its three parts. Rows wait for rows only, and bytes on their way to the store for nothing that waits
/// for rows: so flushing always makes progress.
/// </summary>
internal sealed class WriteMemory
{
    /// <summary>The smallest budget that lets every part hold a chunk.</summary>
    public const long Minimum = 16 << 20;

    public WriteMemory(long total)
    {
        Total = total;
        Rows = new(total / 2);
        PartialFrames = new(total / 4);
        Output = new(total - total / 2 - total / 4);
    }

    public long Total { get; }

    /// <summary>Batches from their admission until they are serialized.</summary>
    public ByteBudget Rows { get; }

    /// <summary>Serialized bytes that wait until a frame is full.</summary>
    public ByteBudget PartialFrames { get; }

    /// <summary>Serialized and compressed bytes on their way to the store.</summary>
    public ByteBudget Output { get; }
}
