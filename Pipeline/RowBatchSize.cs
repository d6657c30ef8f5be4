namespace DataflowWrite;

/// <summary>How many rows the next batch takes: few at first, then as many as fill a batch of a good size. It depends on the rows alone.</summary>
internal sealed class RowBatchSize
{
    public const int Most = 65_536;

    private const int First = 1_024;
    private const long TargetBytes = 4 << 20;

    /// <summary>Rows of the next batch.</summary>
    public int Next { get; private set; } = First;

    /// <summary>Learns from the batch before.</summary>
    public void Learn(int rows, long bytes)
    {
        var fitting = TargetBytes * rows / Math.Max(bytes, 1);
        Next = (int)Math.Clamp(fitting, 1, Most);
    }
}
