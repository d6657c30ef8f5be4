using DataflowWrite.Storage;

namespace DataflowWrite.Stages;

/// <summary>Turns slices of one kind into bytes. Thread-safe; the slice stays the caller's.</summary>
internal interface ISliceSerializer
{
    ValueTask AppendAsync(RowSlice slice, PooledBufferWriter output, CancellationToken cancellationToken);
}
