using Apache.Arrow;
using DataflowWrite.Columns;
using DataflowWrite.Partitioning;

namespace DataflowWrite.Stages;

/// <summary>A <see cref="RowSlice"/> whose rows are a record batch, which it owns.</summary>
public sealed class PartitionSlice : RowSlice
{
    private RecordBatch? _batch;

    internal PartitionSlice(RecordBatch batch, PartitionKey partition, long fileOrdinal, bool startsFile, bool endsFile, long size)
        : base(partition, fileOrdinal, startsFile, endsFile)
    {
        _batch = batch;
        RowCount = batch.Length;
        SizeInBytes = size;
    }

    /// <summary>The rows, without the columns that the path holds.</summary>
    /// <exception cref="ObjectDisposedException">The slice was disposed or handed on.</exception>
    public RecordBatch Batch => _batch ?? throw new ObjectDisposedException(nameof(PartitionSlice));

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
        return new(batch, PartitionKey.None, 0, startsFile, endsFile: false, BatchSize.Logical(batch));
    }

    /// <summary>
    /// The same place in the same file with other rows, as a block between demux and serializer makes them; this slice is used up, and
    /// its batch is disposed unless it is the one given.
    /// </summary>
    public PartitionSlice WithBatch(RecordBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var successor = new PartitionSlice(batch, Partition, FileOrdinal, StartsFile, EndsFile, BatchSize.Logical(batch))
        {
            Charge = Charge,
            OutputCharge = OutputCharge,
        };
        if (!ReferenceEquals(batch, _batch))
            _batch?.Dispose();

        (Charge, OutputCharge, _batch) = (null, null, null);
        return successor;
    }

    internal override (RowSlice Head, RowSlice Tail) SplitAt(int rows)
    {
        var headSize = SizeInBytes * rows / RowCount;
        var head = new PartitionSlice(Batch.SliceShared(0, rows), Partition, FileOrdinal, StartsFile, endsFile: false, headSize)
        {
            Charge = Charge?.Split(headSize),
        };
        var tail = new PartitionSlice(
            Batch.SliceShared(rows, RowCount - rows), Partition, FileOrdinal, startsFile: false, EndsFile, SizeInBytes - headSize)
        {
            Charge = Charge,
            OutputCharge = OutputCharge,
        };
        (Charge, OutputCharge) = (null, null);
        Dispose();
        return (head, tail);
    }

    private protected override void Release()
        => Interlocked.Exchange(ref _batch, null)?.Dispose();
}
