namespace DataflowWrite.Stages;

/// <summary>
/// Bytes that may be held at once. One asker at a time waits for room; whatever it asks for is granted when nothing else is
/// held, so that progress never depends on the size of one batch. A part of a larger budget is counted there too.
/// </summary>
internal sealed class ByteBudget(long capacity, ByteBudget? whole = null)
{
    private readonly Lock _gate = new();
    private long _used;
    private long _highWater;
    private TaskCompletionSource? _released;

    public long Capacity { get; } = capacity;

    public long Used
    {
        get
        {
            lock (_gate)
                return _used;
        }
    }

    public long HighWater
    {
        get
        {
            lock (_gate)
                return _highWater;
        }
    }

    /// <summary>Null when there is no room now.</summary>
    public ByteCharge? TryAcquire(long bytes)
    {
        lock (_gate)
        {
            if (_used > 0 && _used + bytes > Capacity)
                return null;

            Add(bytes);
            return new(this, bytes);
        }
    }

    /// <summary>Charges what exists already, room or not: the next asker waits the longer.</summary>
    public ByteCharge Charge(long bytes)
    {
        lock (_gate)
        {
            Add(bytes);
            return new(this, bytes);
        }
    }

    public async ValueTask<ByteCharge> AcquireAsync(long bytes, CancellationToken cancellationToken)
    {
        while (true)
        {
            var release = NextRelease();
            if (TryAcquire(bytes) is { } charge)
                return charge;

            await release.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Ends at the next release after this call.</summary>
    public Task NextRelease()
    {
        lock (_gate)
            return (_released ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
    }

    internal void Release(long bytes)
    {
        TaskCompletionSource? released;
        lock (_gate)
        {
            _used -= bytes;
            released = _released;
            _released = null;
        }

        whole?.Release(bytes);
        released?.TrySetResult();
    }

    internal void Count(long bytes)
    {
        lock (_gate)
            Add(bytes);
    }

    private void Add(long bytes)
    {
        _used += bytes;
        _highWater = Math.Max(_highWater, _used);
        whole?.Count(bytes);
    }
}
