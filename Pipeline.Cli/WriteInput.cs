using Apache.Arrow;
using DataflowWrite.Sources;

namespace DataflowWrite.Cli;

/// <summary>What <c>dfw write</c> reads: files, a dataset, or the result of a query.</summary>
/// <param name="schema">The schema of every batch.</param>
/// <param name="read">The rows; asked once.</param>
/// <param name="bytesRead">Stored bytes read so far; asked by any thread.</param>
/// <param name="length">Stored bytes there are, or null when that is not known.</param>
/// <param name="owned">What to close behind the last row.</param>
internal sealed class WriteInput(
    Schema schema,
    Func<CancellationToken, IAsyncEnumerable<RecordBatch>> read,
    Func<long> bytesRead,
    long? length = null,
    IAsyncDisposable? owned = null) : IAsyncDisposable
{
    public Schema Schema => schema;

    public long? Length => length;

    public long BytesRead => bytesRead();

    public static Task<WriteInput> OpenAsync(WriteArguments arguments, Stream standardInput, CancellationToken cancellationToken)
        => arguments.Connection is { } connection
            ? DatabaseInput.OpenAsync(connection, arguments, cancellationToken)
            : InputFiles.OpenAsync(arguments, standardInput, cancellationToken);

    public static WriteInput Of(FileSource source) => new(source.Schema, source.ReadAsync, () => source.BytesRead, source.Length);

    public static WriteInput Of(DatasetReader reader) => new(reader.Schema, reader.ReadAsync, () => reader.BytesRead, reader.Length);

    public IAsyncEnumerable<RecordBatch> ReadAsync(CancellationToken cancellationToken) => read(cancellationToken);

    public ValueTask DisposeAsync() => owned?.DisposeAsync() ?? ValueTask.CompletedTask;
}
