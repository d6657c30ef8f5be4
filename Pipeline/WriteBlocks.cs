using System.Threading.Tasks.Dataflow;
using Apache.Arrow;
using DataflowWrite.Compression;
using DataflowWrite.Serialization;
using DataflowWrite.Stages;
using DataflowWrite.Storage;
using DataflowWrite.Telemetry;

namespace DataflowWrite;

/// <summary>
/// The blocks of a write one by one, for graphs of your own: link them with <see cref="DataflowLinkOptions.PropagateCompletion"/> and put your blocks
/// between them. A whole write with its commit is <see cref="DatasetSink"/>.
/// </summary>
/// <remarks>
/// <para>Whoever receives a <see cref="PartitionSlice"/> or a <see cref="SerializedChunk"/> owns it: a block of yours passes it on or disposes it.</para>
/// <para>A failing block faults, and the fault travels along the links to the last block. A time-out that shows itself as a cancellation faults the
/// block too, where a plain block would lose the message. A faulted block leaves its producers waiting: give all blocks one token and
/// cancel it when the last one faults.</para>
/// </remarks>
public static class WriteBlocks
{
    private const int BatchesAhead = 2;

    /// <summary>
    /// Splits record batches over files as a write with these options would: by <see cref="DatasetWriteOptions.PartitionBy"/>, else in turn over
    /// <see cref="DatasetWriteOptions.MinParallelFiles"/> files, or one after the other in sequential order; with files that end exactly at
    /// <see cref="DatasetWriteOptions.MaxRowsPerFile"/>. A batch makes at most one slice per file, each in input order.
    /// </summary>
    /// <param name="schema">The schema of all batches.</param>
    /// <param name="options">Null for the defaults. <see cref="DatasetWriteOptions.LeaveOpen"/> decides who disposes the batches.</param>
    /// <param name="foldsCase">Whether the store takes paths that differ in case for one; see <see cref="StoreCapabilities"/>.</param>
    /// <param name="cancellationToken">Cancels the block.</param>
    /// <exception cref="ArgumentException">The partition columns do not fit the schema.</exception>
    public static TransformManyBlock<RecordBatch, PartitionSlice> Demux(
        Schema schema, DatasetWriteOptions? options = null, bool foldsCase = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(schema);
        options ??= new();
        OptionChecks.ThrowIfInvalid(options);
        options.PartitionBy.Validate(schema, options.KeepPartitionColumns);
        var demuxer = Demuxers.For(options, schema, foldsCase);
        var context = ContextOf(cancellationToken);
        return Own(context, new TransformManyBlock<RecordBatch, PartitionSlice>(
            BlockGuard.TransformMany<RecordBatch, PartitionSlice>(context, new(WriteStage.Demux), Discard, SplitAsync),
            new ExecutionDataflowBlockOptions { BoundedCapacity = BatchesAhead, CancellationToken = cancellationToken }));

        void Discard(RecordBatch batch)
        {
            if (!options.LeaveOpen)
                batch.Dispose();
        }

        async IAsyncEnumerable<PartitionSlice> SplitAsync(RecordBatch batch)
        {
            await ValueTask.CompletedTask.ConfigureAwait(false);
            using var owner = new SharedBatch(batch, options.LeaveOpen);
            foreach (var slice in demuxer.Split(owner.Rows, owner))
                yield return slice;
        }
    }

    /// <summary>
    /// Gathers slices of one file into groups that are serialized together. A group ends after so many slices, when
    /// <see cref="BatchBlock{T}.TriggerBatch"/> is called, or at completion. The block drops an unfinished group when it is faulted.
    /// </summary>
    /// <param name="slices">Slices of a group; at least 1.</param>
    /// <param name="boundedCapacity">
    /// Slices that it holds before it makes its source wait, at least <paramref name="slices"/>; null for twice as many. A
    /// group that is triggered by hand counts as full.
    /// </param>
    public static BatchBlock<PartitionSlice> Coalesce(int slices, int? boundedCapacity = null)
        => StageBlocks.Coalesce<PartitionSlice>(slices, boundedCapacity ?? 2 * slices);

    /// <summary>
    /// Turns groups of slices into bytes, in parallel, in the order of the groups. It disposes the slices.
    /// </summary>
    /// <param name="serializer">One of a <see cref="StatelessFormat"/>, or your own; it is called from several threads at once.</param>
    /// <param name="maxDegreeOfParallelism">Groups serialized at once; null for the number of processors.</param>
    /// <param name="cancellationToken">Cancels the block.</param>
    public static TransformBlock<PartitionSlice[], SerializedChunk> Serialize(
        IBatchSerializer serializer, int? maxDegreeOfParallelism = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(serializer);
        var workers = new Workers(maxDegreeOfParallelism ?? Environment.ProcessorCount);
        var context = ContextOf(cancellationToken);
        return Own(context, StageBlocks.Serialize<PartitionSlice>(
            context, new BatchSliceSerializer(serializer), workers, output: null, new(), new(WriteStage.Serialize)));
    }

    /// <summary>
    /// Turns groups of slices into the bytes of one file of a stateful format, each group as one batch, in order; completing the block ends the file.
    /// It disposes the slices. For bytes that do not depend on how rows arrive, let groups end at the encoder's limits.
    /// </summary>
    /// <param name="format">The format.</param>
    /// <param name="writerSchema">The columns as they stand in the file.</param>
    /// <param name="path">The file's path, which some encoders want to know.</param>
    /// <param name="cancellationToken">Cancels the block.</param>
    /// <exception cref="NotSupportedException">The format cannot hold a column.</exception>
    public static IPropagatorBlock<PartitionSlice[], SerializedChunk> Encode(
        StatefulFormat format, Schema writerSchema, ObjectPath path, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(format);
        ArgumentNullException.ThrowIfNull(writerSchema);
        format.Validate(writerSchema);
        var context = ContextOf(cancellationToken);
        var encoding = new FileEncoding(
            format.CreateEncoder(writerSchema, new() { Path = path.Value }), writerSchema);
        var groups = new BufferBlock<PartitionSlice[]>(new() { BoundedCapacity = BatchesAhead, CancellationToken = cancellationToken });
        var encode = StageBlocks.Encode<PartitionSlice>(context, encoding, new Workers(1), new(WriteStage.Serialize, File: path));
        BlockLinks.ChainWithEnd(groups, encode, []);
        _ = Own(context, encode).Completion.ContinueWith(
            static (_, owned) => ((FileEncoding)owned!).Dispose(), encoding, TaskScheduler.Default);
        return DataflowBlock.Encapsulate(groups, encode);
    }

    /// <summary>
    /// Writes chunks to one object, in their order, with at most two waiting. It disposes the chunks, and leaves it to you to complete the writer once the
    /// block has completed, or to dispose it, which aborts.
    /// </summary>
    /// <param name="writer">The object; it compresses if it was built to.</param>
    /// <param name="cancellationToken">Cancels the block.</param>
    public static ActionBlock<SerializedChunk> Write(ObjectWriter writer, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(writer);
        var context = ContextOf(cancellationToken);
        return Own(context, StageBlocks.Write(context, writer, written: null, workers: null, new(WriteStage.Write)));
    }

    /// <summary>A token that outlives the block must not keep it alive.</summary>
    private static TBlock Own<TBlock>(WriteContext context, TBlock block)
        where TBlock : IDataflowBlock
    {
        _ = block.Completion.ContinueWith(
            static (_, owned) => ((WriteContext)owned!).Dispose(), context, TaskScheduler.Default);
        return block;
    }

    private static WriteContext ContextOf(CancellationToken cancellationToken)
        => new(
            new("", "", nameof(CompressionType.None), progress: null, logger: null, TimeProvider.System),
            faultsBlocks: true,
            cancellationToken);
}
