using System.Runtime.CompilerServices;
using System.Threading.Channels;
using System.Threading.Tasks.Dataflow;
using Apache.Arrow;
using Apache.Arrow.Ipc;

namespace DataflowWrite;

/// <summary>
/// Writes a stream of record batches as a dataset, in one call: when it returns every file is visible, and when it throws none is.
/// </summary>
/// <remarks>
/// Accepted batches are disposed by the write unless <see cref="DatasetWriteOptions.LeaveOpen"/> is set. Every failure is one
/// <see cref="DatasetWriteException"/>; contradictory options are an <see cref="ArgumentException"/>, thrown before anything is read; and an
/// <see cref="OperationCanceledException"/> is thrown only for the caller's own token.
/// </remarks>
public static partial class DatasetWriter
{
    /// <summary>Writes all batches of an asynchronous stream and commits.</summary>
    /// <param name="batches">The rows, all of one schema. Batches without rows are skipped.</param>
    /// <param name="destination">A local path, or a path in a store.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="cancellationToken">Cancels the write and the source, until the last file is visible.</param>
    /// <exception cref="DatasetWriteException">The write failed; nothing of it is visible.</exception>
    /// <exception cref="ArgumentException">
    /// The options contradict each other, the destination, what stands there, or the schema in the options. Nothing was read.
    /// </exception>
    /// <exception cref="NotSupportedException">The format cannot hold a column of the schema in the options. Nothing was read.</exception>
    /// <exception cref="IOException">The store could not be asked what stands at the destination. Nothing was read.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; nothing of the write is visible.</exception>
    public static async Task<WriteResult> WriteAsync(
        IAsyncEnumerable<RecordBatch> batches,
        WriteDestination destination,
        DatasetWriteOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batches);
        options = (options ?? new()) with { CommitOnComplete = false };
        var sink = await DatasetSink.OpenAsync(destination, options, cancellationToken).ConfigureAwait(false);
        await using (sink.ConfigureAwait(false))
        {
            if (sink.Outcome == WriteOutcome.Written)
                await SourcePump.PumpAsync(batches, sink, options.LeaveOpen).ConfigureAwait(false);

            return await sink.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Writes all batches of a sequence and commits. The sequence is enumerated on a thread of the pool.</summary>
    /// <inheritdoc cref="WriteAsync(IAsyncEnumerable{RecordBatch}, WriteDestination, DatasetWriteOptions?, CancellationToken)"/>
    public static Task<WriteResult> WriteAsync(
        IEnumerable<RecordBatch> batches,
        WriteDestination destination,
        DatasetWriteOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batches);
        return WriteAsync(batches.ToAsyncEnumerable(), destination, options, cancellationToken);
    }

    /// <summary>
    /// Writes all batches of a channel and commits. The channel's failure fails the write; when the write fails, or has nothing to do, the channel is
    /// emptied until it completes, so that its producers are released.
    /// </summary>
    /// <inheritdoc cref="WriteAsync(IAsyncEnumerable{RecordBatch}, WriteDestination, DatasetWriteOptions?, CancellationToken)"/>
    public static async Task<WriteResult> WriteAsync(
        ChannelReader<RecordBatch> batches,
        WriteDestination destination,
        DatasetWriteOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batches);
        try
        {
            var result = await WriteAsync(batches.ReadAllAsync(CancellationToken.None), destination, options, cancellationToken)
                .ConfigureAwait(false);
            if (result.Outcome != WriteOutcome.Written)
                _ = SourcePump.DrainAsync(batches, options?.LeaveOpen ?? false);

            return result;
        }
        catch (Exception exception) when (exception is DatasetWriteException or OperationCanceledException)
        {
            _ = SourcePump.DrainAsync(batches, options?.LeaveOpen ?? false);
            throw;
        }
    }

    /// <summary>Writes all batches of an Arrow stream, whose schema holds for an empty one too, and commits. The stream stays the caller's.</summary>
    /// <inheritdoc cref="WriteAsync(IAsyncEnumerable{RecordBatch}, WriteDestination, DatasetWriteOptions?, CancellationToken)"/>
    public static Task<WriteResult> WriteAsync(
        IArrowArrayStream batches,
        WriteDestination destination,
        DatasetWriteOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batches);
        options ??= new();
        return WriteAsync(
            ReadAllAsync(batches, CancellationToken.None), destination, options with { Schema = options.Schema ?? batches.Schema }, cancellationToken);
    }

    /// <summary>Links a block, writes all batches until it completes, and commits. After a failure the block is emptied.</summary>
    /// <inheritdoc cref="WriteAsync(IAsyncEnumerable{RecordBatch}, WriteDestination, DatasetWriteOptions?, CancellationToken)"/>
    public static async Task<WriteResult> WriteAsync(
        ISourceBlock<RecordBatch> batches,
        WriteDestination destination,
        DatasetWriteOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batches);
        options = (options ?? new()) with { CommitOnComplete = false };
        var sink = await DatasetSink.OpenAsync(destination, options, cancellationToken).ConfigureAwait(false);
        await using (sink.ConfigureAwait(false))
        {
            sink.LinkFrom(batches);
            await sink.Completion.ConfigureAwait(false);
            return await sink.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static async IAsyncEnumerable<RecordBatch> ReadAllAsync(
        IArrowArrayStream batches, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (await batches.ReadNextRecordBatchAsync(cancellationToken).ConfigureAwait(false) is { } batch)
            yield return batch;
    }
}
