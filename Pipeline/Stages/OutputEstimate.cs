namespace DataflowWrite.Stages;

/// <summary>
/// How many bytes rows become, learned from the chunks of a write: a bool is one bit of memory and thirty bytes of JSON. It decides
/// where chunks end and what they are charged before they exist, never what the files hold. Thread-safe.
/// </summary>
internal sealed class OutputEstimate
{
    /// <summary>Rows of the first chunk, which everybody waits for.</summary>
    private const int FirstRows = 1_024;

    /// <summary>What text is likely to take, where nothing is known yet.</summary>
    private const int ExpectedExpansion = 2;

    private readonly TaskCompletionSource _known = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private double _bytesPerRow;

    /// <summary>Ends when the first chunk with rows has been serialized.</summary>
    public Task WhenKnown => _known.Task;

    /// <summary>The most rows that a chunk may have, whatever its size.</summary>
    public int MaxRows => _known.Task.IsCompleted ? int.MaxValue : FirstRows;

    /// <summary>Keeps the largest: a chunk that turns out small costs little.</summary>
    public void Observe(long rows, long bytes)
    {
        if (rows == 0)
            return;

        var seen = Math.Max((double)bytes / rows, double.Epsilon);
        for (var known = Volatile.Read(ref _bytesPerRow); seen > known;)
        {
            var before = Interlocked.CompareExchange(ref _bytesPerRow, seen, known);
            if (before == known)
                break;

            known = before;
        }

        _known.TrySetResult();
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
        return (int)Math.Clamp(fitting, 1, MaxRows);
    }
}
