using DataflowWrite.Partitioning;

namespace DataflowWrite.Stages;

/// <summary>No rows: tells the encoder of a file to put out what it buffers, once it has the rows before the mark.</summary>
internal sealed class FlushMark(PartitionKey partition)
    : RowSlice(partition, fileOrdinal: 0, startsFile: false, endsFile: false)
{
    public override int RowCount => 0;

    public override long SizeInBytes => 0;

    internal override (RowSlice Head, RowSlice Tail) SplitAt(int rows)
        => throw new InvalidOperationException("A mark has no rows to split.");

    private protected override void Release()
    {
    }
}
