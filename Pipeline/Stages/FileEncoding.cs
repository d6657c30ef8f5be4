using System.Collections.Concurrent;
using Apache.Arrow;
using DataflowWrite.Columns;
using DataflowWrite.Serialization;

namespace DataflowWrite.Stages;

/// <summary>
/// The encoder of one file and what it holds: groups of slices in, chunks of bytes out. One group at a time; the bytes that the encoder
/// buffers stay charged to the part of the budget that their rows came from.
/// </summary>
internal sealed class FileEncoding(
    IFileEncoder encoder, Schema schema, ByteBudget? rows = null, ByteBudget? output = null, ByteBudget? untilTheEnd = null) : IDisposable
{
    private readonly ConcurrentQueue<ByteCharge> _groups = [];
    private ByteCharge? _held;
    private ByteCharge? _retained;
    private long _expectedBytes;
    private long _bytesBeingFlushed;

    public IFileEncoder Encoder => encoder;

    /// <summary>Told of all rows; null where nobody asks.</summary>
    public FileStatistics? Statistics { get; set; }

    /// <summary>May be asked by any thread.</summary>
    public long HeldBytes => Volatile.Read(ref _held)?.Bytes ?? 0;

    /// <summary>May be asked by any thread.</summary>
    public long BytesBeingFlushed => Interlocked.Read(ref _bytesBeingFlushed);

    /// <summary>Bytes that are held until the file ends. May be asked by any thread.</summary>
    public long RetainedBytes => Volatile.Read(ref _retained)?.Bytes ?? 0;

    /// <summary>Bytes of the groups that are on their way. May be asked by any thread.</summary>
    public long ExpectedBytes => Interlocked.Read(ref _expectedBytes);

    /// <summary>Says that a mark is on its way which puts so many bytes out; called by the router alone.</summary>
    public void AnnounceFlush(long bytes) => Interlocked.Exchange(ref _bytesBeingFlushed, bytes);

    /// <summary>Takes over what the next group on its way is charged for until it is encoded; called by the router alone.</summary>
    public void Expect(ByteCharge group)
    {
        Interlocked.Add(ref _expectedBytes, group.Bytes);
        _groups.Enqueue(group);
    }

    /// <summary>Encodes the slices as one batch and disposes them; a group without slices ends the file.</summary>
    public IEnumerable<SerializedChunk> Encode(RowSlice[] group)
    {
        using var bytes = new ChunkedOutput(output);
        var rowCount = group.Sum(slice => slice.RowCount);
        if (rowCount > 0)
            Append(group, bytes);

        if (group.Length == 0)
            encoder.Finish(bytes);
        else if (group[^1] is FlushMark)
            Flush(bytes);

        Hold(encoder.BufferedBytes, group);
        Retain(encoder.RetainedBytes);
        foreach (var slice in group)
            slice.Dispose();

        if (group.Length > 0 && _groups.TryDequeue(out var expected))
        {
            Interlocked.Add(ref _expectedBytes, -expected.Bytes);
            expected.Dispose();
        }

        return bytes.Take(rowCount);
    }

    public void Dispose()
    {
        encoder.Dispose();
        _held?.Dispose();
        _retained?.Dispose();
        while (_groups.TryDequeue(out var charge))
            charge.Dispose();
    }

    private void Append(RowSlice[] group, ChunkedOutput bytes)
    {
        var batches = new List<RecordBatch>(group.Length);
        foreach (var slice in group)
            if (slice.RowCount > 0)
                batches.Add(((PartitionSlice)slice).Batch);

        using var gathered = batches.Count == 1 ? null : TryConcat(batches);
        foreach (var batch in gathered is null ? batches : [gathered])
        {
            encoder.Append(batch, bytes);
            Statistics?.Add(batch);
        }
    }

    /// <summary>Null where the rows do not fit into one batch: dictionaries that differ may have more values together than their indices count.</summary>
    private RecordBatch? TryConcat(List<RecordBatch> batches)
    {
        try
        {
            return BatchConcat.Concat(schema, batches);
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private void Flush(ChunkedOutput bytes)
    {
        encoder.Flush(bytes);
        Interlocked.Exchange(ref _bytesBeingFlushed, 0);
    }

    private void Retain(long bytes)
    {
        if (untilTheEnd is not null && bytes != RetainedBytes)
            Interlocked.Exchange(ref _retained, untilTheEnd.Charge(bytes))?.Dispose();
    }

    /// <summary>What is held more than before comes out of the slices' own charges as far as these reach, so that nothing is counted twice.</summary>
    private void Hold(long bytes, RowSlice[] group)
    {
        if (rows is null)
            return;

        var held = rows.Charge(0);
        if (_held is { } before)
            held.Add(before.Split(bytes));

        foreach (var slice in group)
            if (slice.Charge is { } charge && held.Bytes < bytes)
                held.Add(charge.Split(bytes - held.Bytes));

        if (held.Bytes < bytes)
            held.Add(rows.Charge(bytes - held.Bytes));

        Interlocked.Exchange(ref _held, held)?.Dispose();
    }
}
