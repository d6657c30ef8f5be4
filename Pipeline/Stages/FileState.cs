using DataflowWrite.Partitioning;

namespace DataflowWrite.Stages;

/// <summary>A file that still gets rows: its counters, the rows that wait, and its lane while it has one. Used by the router alone.</summary>
internal sealed class FileState(PartitionKey partition)
{
    public PartitionKey Partition { get; } = partition;

    /// <summary>The number in the file's name, once it has rows; null again when the lane was closed to make place.</summary>
    public long? Number { get; set; }

    public Queue<RowSlice> Waiting { get; } = [];

    public long WaitingRows { get; private set; }

    /// <summary>What the rows that wait take in memory by themselves.</summary>
    public long WaitingBytes { get; private set; }

    /// <summary>What they are charged for, which flushing them gives back.</summary>
    public long WaitingCharge { get; private set; }

    public Lane? Lane { get; set; }

    /// <summary>What writing all that the file has so far would give back, beyond what is on its way already.</summary>
    public long ReliefBytes => WaitingCharge + (Lane is null ? 0 : Math.Max(0, Lane.HeldBytes - Lane.BytesBeingFlushed));

    /// <summary>The router's count of messages when the lane last got rows.</summary>
    public long LastUsed { get; set; }

    public void Wait(RowSlice slice)
    {
        Waiting.Enqueue(slice);
        WaitingRows += slice.RowCount;
        WaitingBytes += slice.SizeInBytes;
        WaitingCharge += slice.Charge?.Bytes ?? slice.SizeInBytes;
    }

    public async ValueTask SendWaitingAsync()
    {
        while (Waiting.TryDequeue(out var slice))
        {
            WaitingRows -= slice.RowCount;
            WaitingBytes -= slice.SizeInBytes;
            WaitingCharge -= slice.Charge?.Bytes ?? slice.SizeInBytes;
            await Lane!.SendAsync(slice).ConfigureAwait(false);
        }
    }

    public void DiscardWaiting()
    {
        while (Waiting.TryDequeue(out var slice))
            slice.Dispose();

        (WaitingRows, WaitingBytes, WaitingCharge) = (0, 0, 0);
    }
}
