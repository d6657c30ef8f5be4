namespace DataflowWrite.Storage;

/// <summary>What the handles of a shared buffer share. Its members may be used inside a turn only.</summary>
internal sealed class SharedBufferCore(int capacity)
{
    private int _busy;

    public PooledBufferWriter Buffer { get; } = new(capacity);

    public int Handles { get; set; } = 1;

    /// <summary>Takes the buffer without waiting.</summary>
    public Turn Enter()
        => Interlocked.Exchange(ref _busy, 1) == 0
            ? new(this)
            : throw new InvalidOperationException(
                "A shared buffer was used by two callers at once; its handles must take turns.");

    internal readonly struct Turn(SharedBufferCore core) : IDisposable
    {
        public void Dispose() => Volatile.Write(ref core._busy, 0);
    }
}
