namespace DataflowWrite.Stages;

/// <summary>Bytes taken from a <see cref="ByteBudget"/>, given back by disposing. One owner at a time.</summary>
internal sealed class ByteCharge(ByteBudget budget, long bytes) : IDisposable
{
    private long _bytes = bytes;

    public long Bytes => Volatile.Read(ref _bytes);

    /// <summary>Moves a part of the charge, at most all of it, into one of its own.</summary>
    public ByteCharge Split(long bytes)
    {
        var moved = Math.Min(bytes, _bytes);
        _bytes -= moved;
        return new(budget, moved);
    }

    /// <summary>Takes more, room or not, or gives back, until it is so many bytes. Any thread may ask.</summary>
    public void Resize(long bytes)
    {
        var change = bytes - Interlocked.Exchange(ref _bytes, bytes);
        if (change > 0)
            budget.Count(change);
        else if (change < 0)
            budget.Release(-change);
    }

    /// <summary>Takes over all of another charge on the same budget.</summary>
    public void Add(ByteCharge other) => Interlocked.Add(ref _bytes, Interlocked.Exchange(ref other._bytes, 0));

    public void Dispose()
    {
        var held = Interlocked.Exchange(ref _bytes, 0);
        if (held > 0)
            budget.Release(held);
    }
}
