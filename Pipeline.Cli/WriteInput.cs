using Apache.Arrow;
using DataflowWrite.Sources;

namespace DataflowWrite.Cli;

/// <summary>What <c>dfw write</c> reads: files, or the result of a query.</summary>
/// <param name="schema">The schema of every batch.</param>
/// <param name="read">The rows; asked once.</param>
/// <param name="files">The files, where they are files, for the progress.</param>
/// <param name="owned">What to close behind the last row.</param>
internal sealed class WriteInput(
    Schema schema,
    Func<CancellationToken, IAsyncEnumerable<RecordBatch>> read,
    FileSource? files = null,
    IAsyncDisposable? owned = null) : IAsyncDisposable
{
    public Schema Schema => schema;

    public FileSource? Files => files;

    /// <summary>Opens the files, or runs the query where there is a connection.</summary>
    public static async Task<WriteInput> OpenAsync(
        IReadOnlyList<SourceFile> files, WriteArguments arguments, CancellationToken cancellationToken)
    {
        if (arguments.Connection is { } connection)
            return await DatabaseInput.OpenAsync(connection, arguments, cancellationToken);

        var source = await InputFiles.OpenAsync(files, arguments, cancellationToken);
        return new(source.Schema, source.ReadAsync, source);
    }

    public IAsyncEnumerable<RecordBatch> ReadAsync(CancellationToken cancellationToken) => read(cancellationToken);

    public ValueTask DisposeAsync() => owned?.DisposeAsync() ?? ValueTask.CompletedTask;
}
