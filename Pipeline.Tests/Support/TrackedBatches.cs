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

    /// <summary>A column id that counts from <paramref name="first"/>.</summary>
    public RecordBatch Batch(long first, int count)
        => new(new Schema([new Field("id", Int64Type.Default, true)], null), [Column(first, count, modulo: long.MaxValue)], count);

    /// <summary>As <see cref="Batch"/>, with a column key that is the id modulo a number of keys.</summary>
    public RecordBatch KeyedBatch(long first, int count, int keys)
        => new(
            new Schema([new Field("id", Int64Type.Default, true), new Field("key", Int64Type.Default, true)], null),
            [Column(first, count, modulo: long.MaxValue), Column(first, count, keys)],
            count);

    public IEnumerable<RecordBatch> Batches(int batches, int rowsPerBatch)
        => Enumerable.Range(0, batches).Select(index => Batch((long)index * rowsPerBatch, rowsPerBatch));

    private IArrowArray Column(long first, int count, long modulo)
    {
        var values = new NativeBuffer<long, Tracker>(count, zeroFill: false, new Tracker(this));
        for (var index = 0; index < count; index++)
            values.Span[index] = (first + index) % modulo;

        return ArrowArrayFactory.BuildArray(
            new ArrayData(Int64Type.Default, count, 0, 0, [ArrowBuffer.Empty, values.Build()]));
    }

    private readonly struct Tracker(TrackedBatches owner) : INativeAllocationTracker
    {
        public void Track(int allocations, long bytes) => Interlocked.Add(ref owner._alive, allocations);
    }
}
