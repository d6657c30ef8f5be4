using Apache.Arrow;
using DataflowWrite.Columns;
using DataflowWrite.Partitioning;

namespace DataflowWrite.Stages;

/// <summary>A <see cref="RowSlice"/> whose rows are a record batch, which it owns.</summary>
public sealed class PartitionSlice : RowSlice
{
    private readonly RecordBatch _batch;
    private SharedBatch? _owner;

    /// <summary>Takes over one reference of the owner, whose memory the batch uses.</summary>
    internal PartitionSlice(
        RecordBatch batch, SharedBatch owner, PartitionKey partition, long fileOrdinal, bool startsFile, bool endsFile, long size)
        : base(partition, fileOrdinal, startsFile, endsFile)
    {
        _batch = batch;
        _owner = owner;
        RowCount = batch.Length;
        SizeInBytes = size;
    }

    /// <summary>The rows, without the columns that the path holds. The slice disposes them; nobody else may.</summary>
    /// <exception cref="ObjectDisposedException">The slice was disposed or handed on.</exception>
    public RecordBatch Batch => _owner is not null ? _batch : throw new ObjectDisposedException(nameof(PartitionSlice));

    /// <inheritdoc/>
    public override int RowCount { get; }

    /// <inheritdoc/>
    public override long SizeInBytes { get; }

    /// <summary>Rows of a file that is not split: for graphs without a demux.</summary>
    /// <param name="batch">The rows; the slice owns them from here on.</param>
    /// <param name="startsFile">Whether they are the first of their file.</param>
    public static PartitionSlice Of(RecordBatch batch, bool startsFile)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return new(
            batch, new SharedBatch(batch), PartitionKey.None, fileOrdinal: 0, startsFile, endsFile: false, BatchSize.Logical(batch));
    }

    /// <summary>
    /// The same place in the same file with other rows, as a block between demux and serializer makes them. The new slice owns and disposes them, and
    /// keeps the rows of this one alive; this slice is used up. Share columns with these rows by <c>ArrowArrayFactory.SliceShared</c>: a column
    /// that is passed on as it is would be disposed under the other slices of its batch.
    /// </summary>
    public PartitionSlice WithBatch(RecordBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var owner = new SharedBatch(batch, keepsAlive: _owner?.AddReference());
        var successor = new PartitionSlice(
            batch, owner, Partition, FileOrdinal, StartsFile, EndsFile, BatchSize.Logical(batch));
        MoveChargesTo(successor);
        Dispose();
        return successor;
    }

    internal override (RowSlice Head, RowSlice Tail) SplitAt(int rows)
    {
        var owner = _owner ?? throw new ObjectDisposedException(nameof(PartitionSlice));
        var headSize = SizeInBytes * rows / RowCount;
        var head = new PartitionSlice(
            SharedBatch.View(_batch, 0, rows), owner.AddReference(), Partition, FileOrdinal, StartsFile, endsFile: false, headSize)
        {
            Charge = Charge?.Split(headSize),
        };
        var tail = new PartitionSlice(
            SharedBatch.View(_batch, rows, RowCount - rows),
            owner.AddReference(),
            Partition,
            FileOrdinal,
            startsFile: false,
            EndsFile,
            SizeInBytes - headSize);
        MoveChargesTo(tail);
        Dispose();
        return (head, tail);
    }

    private protected override void Release()
        => Interlocked.Exchange(ref _owner, null)?.Dispose();

    private void MoveChargesTo(PartitionSlice successor)
    {
        (successor.Charge, successor.OutputCharge) = (Charge, OutputCharge);
        (Charge, OutputCharge) = (null, null);
    }
}
