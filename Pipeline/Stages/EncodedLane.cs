using System.Threading.Tasks.Dataflow;
using DataflowWrite.Columns;
using DataflowWrite.Partitioning;
using DataflowWrite.Storage;

namespace DataflowWrite.Stages;

/// <summary>
/// A file of a stateful format: one encoder takes its rows in order, in batches that are cut at the encoder's limits whatever slices
/// the rows came in. Several lanes encode at once.
/// </summary>
internal sealed class EncodedLane : Lane
{
    /// <summary>
    /// What a thread has in its hands: the slices of a batch of the usual size, their copy as one batch, and the bytes that it becomes.
    /// </summary>
    public const long BatchInHand = 12 << 20;

    /// <summary>The part of the rows' budget that an open file should have for itself, at least.</summary>
    public const long ShareOfRows = 32 << 10;

    private const int UnbufferedWriter = 1;
    private const int BitsPerByte = 8;

    private readonly FileEncoding _encoding;
    private readonly BatchBlock<RowSlice> _coalesce;
    private readonly ActionBlock<SerializedChunk> _write;
    private long _groupBits;
    private int _groupRows;
    private int _groupSlices;

    public EncodedLane(LaneSettings settings, FileEncoding encoding, PartitionKey partition, ObjectPath path)
        : this(settings, encoding, partition, new ObjectWriterBuilder(Compression.CompressionType.None, path, settings.Store)
        {
            BufferSize = UnbufferedWriter,
            UploadOptions = settings.NextUpload?.Invoke(),
            ComputesChecksum = settings.ComputesChecksums,
        }.Build())
    {
    }

    private EncodedLane(LaneSettings settings, FileEncoding encoding, PartitionKey partition, ObjectWriter writer)
        : base(settings, partition, writer)
    {
        _encoding = encoding;
        _encoding.Statistics = Statistics;
        _coalesce = StageBlocks.Coalesce<RowSlice>(encoding.Encoder.RowsPerBatch + 1);
        var encode = StageBlocks.Encode<RowSlice>(settings.Context, encoding, settings.Workers, Site);
        _write = StageBlocks.Write(settings.Context, writer, Written, workers: null, Site);
        BlockLinks.ChainWithEnd(_coalesce, encode, []);
        BlockLinks.Chain(encode, _write);
    }

    public override long HeldBytes => _encoding.HeldBytes + _encoding.ExpectedBytes + GroupBytes;

    public override long BytesBeingFlushed => _encoding.BytesBeingFlushed;

    public override long RetainedBytes => _encoding.RetainedBytes;

    private long GroupBytes => _groupBits / BitsPerByte;

    protected override Task Drained => _write.Completion;

    /// <summary>
    /// A batch is the longest run of rows within the encoder's limits, decided row by row: what arrives together does not matter.
    /// </summary>
    public override async ValueTask SendAsync(RowSlice slice)
    {
        RowSlice? rest = slice;
        try
        {
            while (rest is not null)
            {
                var rows = RowsThatFit(rest);
                if (rows == 0)
                {
                    EndGroup(await AcquireOutputAsync(GroupBytes).ConfigureAwait(false));
                    continue;
                }

                RowSlice next = rest;
                rest = null;
                if (rows < next.RowCount)
                    (next, rest) = next.SplitAt(rows);

                Post(next);
            }
        }
        catch
        {
            rest?.Dispose();
            throw;
        }
    }

    public override void Flush()
    {
        _encoding.AnnounceFlush(HeldBytes);
        Post(new FlushMark(Site.Partition ?? PartitionKey.None));
        EndGroup(Settings.Memory.Output.Charge(GroupBytes));
    }

    protected override void EndInput()
    {
        if (_groupSlices > 0)
            EndGroup(Settings.Memory.Output.Charge(GroupBytes));

        _coalesce.Complete();
    }

    protected override void ReleaseState() => _encoding.Dispose();

    private int RowsThatFit(RowSlice slice)
    {
        var batch = ((PartitionSlice)slice).Batch;
        var encoder = _encoding.Encoder;
        var rows = Math.Min(batch.Length, encoder.RowsPerBatch - _groupRows);
        var room = encoder.BytesPerBatch <= long.MaxValue / BitsPerByte ? (encoder.BytesPerBatch * BitsPerByte) - _groupBits : long.MaxValue;
        if (RowBytes.BitsOf(batch, 0, rows) > room)
            rows = Math.Min(rows, RowBytes.RowsWithin(batch, 0, Math.Max(0, room)));

        return _groupRows == 0 ? Math.Max(1, rows) : rows;
    }

    private void Post(RowSlice slice)
    {
        var rows = slice.RowCount;
        var bits = slice is PartitionSlice { Batch: var batch } ? RowBytes.BitsOf(batch, 0, rows) : 0;
        if (!_coalesce.Post(slice))
        {
            slice.Dispose();
            throw new InvalidOperationException($"'{Site.File}' was closed before its last rows arrived.");
        }

        _groupBits += bits;
        _groupRows += rows;
        _groupSlices++;
    }

    private void EndGroup(ByteCharge output)
    {
        _encoding.Expect(output);
        _coalesce.TriggerBatch();
        (_groupBits, _groupRows, _groupSlices) = (0, 0, 0);
    }
}
