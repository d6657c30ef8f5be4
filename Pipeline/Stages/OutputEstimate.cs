namespace DataflowWrite.Stages;

/// <summary>
/// How many bytes rows become, learned from the chunks of a write: a bool is one bit of memory and thirty bytes of JSON. It decides
/// where chunks end and what they are charged before they exist, never what the files hold. Thread-safe.
/// </summary>
internal sealed class OutputEstimate
{
    /// <summary>Rows of the first chunks, before anything is known.</summary>
    private const int FirstRows = 8_192;

    /// <summary>What text is likely to take, where nothing is known yet.</summary>
    private const int ExpectedExpansion = 2;

    private double _bytesPerRow;

    /// <summary>Keeps the largest: a chunk that turns out small costs little.</summary>
    public void Observe(long rows, long bytes)
    {
        var seen = rows == 0 ? 0 : (double)bytes / rows;
        for (var known = Volatile.Read(ref _bytesPerRow); seen > known;)
        {
            var before = Interlocked.CompareExchange(ref _bytesPerRow, seen, known);
            if (before == known)
                return;

            known = before;
        }
    }

    /// <summary>The bytes that so many rows of this size in memory are going to be.</summary>
    public long BytesOf(long rows, long sizeInMemory)
        => Volatile.Read(ref _bytesPerRow) is var known and > 0
            ? (long)Math.Ceiling(known * rows)
            : Math.Max(sizeInMemory * ExpectedExpansion, rows);

    /// <summary>How many rows make a chunk of about <paramref name="target"/> bytes; at least one.</summary>
    public int RowsOf(long target, int rows, long sizeInMemory)
    {
        var fitting = target / Math.Max(1, BytesOf(rows, sizeInMemory) / Math.Max(1, rows));
        var most = Volatile.Read(ref _bytesPerRow) > 0 ? int.MaxValue : FirstRows;
        return (int)Math.Clamp(fitting, 1, most);
    }
}
