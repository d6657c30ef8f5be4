using Apache.Arrow;
using Apache.Arrow.Memory;
using Apache.Arrow.Types;

namespace DataflowWrite.Tests.Support;

/// <summary>Batches whose memory is counted: whoever disposes them, in whatever slices, the count comes back to zero.</summary>
internal sealed class TrackedBatches
{
    private int _alive;

    /// <summary>Buffers that were made and not yet freed.</summary>
    public int Alive => Volatile.Read(ref _alive);

    public RecordBatch Batch(long first, int count)
    {
        var ids = new NativeBuffer<long, Tracker>(count, zeroFill: false, new Tracker(this));
        for (var index = 0; index < count; index++)
            ids.Span[index] = first + index;

        var data = new ArrayData(Int64Type.Default, count, 0, 0, [ArrowBuffer.Empty, ids.Build()]);
        return new(new Schema([new Field("id", Int64Type.Default, true)], null), [ArrowArrayFactory.BuildArray(data)], count);
    }

    public IEnumerable<RecordBatch> Batches(int batches, int rowsPerBatch)
        => Enumerable.Range(0, batches).Select(index => Batch((long)index * rowsPerBatch, rowsPerBatch));

    private readonly struct Tracker(TrackedBatches owner) : INativeAllocationTracker
    {
        public void Track(int allocations, long bytes) => Interlocked.Add(ref owner._alive, allocations);
    }
}
