using System.Threading.Channels;
using System.Threading.Tasks.Dataflow;
using DataflowWrite.Stages;

namespace DataflowWrite;

/// <content>Records instead of record batches.</content>
public static partial class DatasetWriter
{
    /// <summary>
    /// Writes all records of an asynchronous stream and commits. The partitions are those of the options, else those that the members of the record state.
    /// </summary>
    /// <typeparam name="T">A type with <see cref="Annotations.BatchSerializableAttribute"/>.</typeparam>
    /// <param name="rows">The records. They are gathered into batches of at most 65,536 rows and about 4 MiB.</param>
    /// <param name="destination">A local path, or a path in a store.</param>
    /// <param name="options">Null for the defaults; <see cref="DatasetWriteOptions.Schema"/> is that of the record.</param>
    /// <param name="cancellationToken">Cancels the write and the source, until the last file is visible.</param>
    /// <exception cref="DatasetWriteException">
    /// The write failed; nothing of it is visible. A value that its column cannot hold is a <see cref="Columns.Building.RecordValueException"/> as its cause.
    /// </exception>
    /// <exception cref="ArgumentException">The options contradict each other, the destination, what stands there, or the record. Nothing was read.</exception>
    /// <exception cref="NotSupportedException">The format cannot hold a column of the record. Nothing was read.</exception>
    /// <exception cref="IOException">The store could not be asked what stands at the destination. Nothing was read.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; nothing of the write is visible.</exception>
    public static Task<WriteResult> WriteAsync<T>(
        IAsyncEnumerable<T> rows,
        WriteDestination destination,
        DatasetWriteOptions? options = null,
        CancellationToken cancellationToken = default)
        where T : IBatchSerializable<T>
    {
        ArgumentNullException.ThrowIfNull(rows);
        return WriteAsync(RowBatches.OfAsync(rows, CancellationToken.None), destination, ForRecords<T>(options), cancellationToken);
    }

    /// <summary>Writes all records of a sequence and commits. The sequence is enumerated on a thread of the pool.</summary>
    /// <inheritdoc cref="WriteAsync{T}(IAsyncEnumerable{T}, WriteDestination, DatasetWriteOptions?, CancellationToken)"/>
    public static Task<WriteResult> WriteAsync<T>(
        IEnumerable<T> rows,
        WriteDestination destination,
        DatasetWriteOptions? options = null,
        CancellationToken cancellationToken = default)
        where T : IBatchSerializable<T>
    {
        ArgumentNullException.ThrowIfNull(rows);
        return WriteAsync(rows.ToAsyncEnumerable(), destination, options, cancellationToken);
    }

    /// <summary>
    /// Writes all records of a channel and commits. The channel's failure fails the write; when the write fails, the channel is emptied until it completes,
    /// so that its producers are released.
    /// </summary>
    /// <inheritdoc cref="WriteAsync{T}(IAsyncEnumerable{T}, WriteDestination, DatasetWriteOptions?, CancellationToken)"/>
    public static async Task<WriteResult> WriteAsync<T>(
        ChannelReader<T> rows,
        WriteDestination destination,
        DatasetWriteOptions? options = null,
        CancellationToken cancellationToken = default)
        where T : IBatchSerializable<T>
    {
        ArgumentNullException.ThrowIfNull(rows);
        try
        {
            var result = await WriteAsync(rows.ReadAllAsync(CancellationToken.None), destination, options, cancellationToken).ConfigureAwait(false);
            if (result.Outcome != WriteOutcome.Written)
                _ = SourcePump.DrainAsync(rows, static _ => { });

            return result;
        }
        catch (Exception exception) when (exception is DatasetWriteException or OperationCanceledException)
        {
            _ = SourcePump.DrainAsync(rows, static _ => { });
            throw;
        }
    }

    /// <summary>Links a block of arrays of records, writes all of them until it completes, and commits. After a failure the block is emptied.</summary>
    /// <inheritdoc cref="WriteAsync{T}(IAsyncEnumerable{T}, WriteDestination, DatasetWriteOptions?, CancellationToken)"/>
    public static async Task<WriteResult> WriteAsync<T>(
        ISourceBlock<T[]> rows,
        WriteDestination destination,
        DatasetWriteOptions? options = null,
        CancellationToken cancellationToken = default)
        where T : IBatchSerializable<T>
    {
        ArgumentNullException.ThrowIfNull(rows);
        using var stop = new CancellationTokenSource();
        var arrays = new BufferBlock<T[]>(new() { BoundedCapacity = 1 });
        BlockLinks.Feed(rows, arrays, arrays.Complete, stop.Token, static _ => { });
        try
        {
            return await WriteAsync(RowBatches.OfBlockAsync(arrays, CancellationToken.None), destination, ForRecords<T>(options), cancellationToken)
                .ConfigureAwait(false);
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
        }
    }

    private static DatasetWriteOptions ForRecords<T>(DatasetWriteOptions? options)
        where T : IBatchSerializable<T>
    {
        options ??= new();
        return options with
        {
            Schema = options.Schema ?? T.Schema,
            PartitionBy = options.PartitionBy.Count == 0 ? T.PartitionSpec : options.PartitionBy,
            LeaveOpen = false,
        };
    }
}
