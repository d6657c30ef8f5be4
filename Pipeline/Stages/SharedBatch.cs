using Apache.Arrow;

namespace DataflowWrite.Stages;

/// <summary>
/// A record batch that lives as long as the slices over its memory. Arrow's own shared slices do not keep a batch alive that was read from
/// a stream, since there the batch and not its arrays owns the memory. Starts with one reference, its maker's.
/// </summary>
internal sealed class SharedBatch(RecordBatch batch, bool leaveOpen = false, SharedBatch? keepsAlive = null) : IDisposable
{
    private int _references = 1;

    public RecordBatch Rows { get; } = batch;

    public SharedBatch AddReference()
    {
        Interlocked.Increment(ref _references);
        return this;
    }

    /// <summary>Gives one reference back; each is given back once.</summary>
    public void Dispose()
    {
        if (Interlocked.Decrement(ref _references) != 0)
            return;

        if (!leaveOpen)
            Rows.Dispose();

        keepsAlive?.Dispose();
    }

    /// <summary>Rows of the batch over its memory, not to be disposed.</summary>
    public static RecordBatch View(RecordBatch rows, int offset, int length)
        => offset == 0 && length == rows.Length ? rows : rows.Slice(offset, length);
}
