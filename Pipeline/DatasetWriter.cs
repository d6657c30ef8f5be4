using Apache.Arrow;

namespace DataflowWrite;

/// <summary>Writes a stream of record batches as a dataset, in one call.</summary>
public static class DatasetWriter
{
    /// <summary>Writes all batches and commits.</summary>
    public static Task<WriteResult> WriteAsync(
        IAsyncEnumerable<RecordBatch> batches,
        WriteDestination destination,
        DatasetWriteOptions? options = null,
        CancellationToken cancellationToken = default)
        => throw new NotSupportedException();
}
