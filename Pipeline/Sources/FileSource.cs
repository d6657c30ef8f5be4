using System.Runtime.CompilerServices;
using Apache.Arrow;
using DataflowWrite.Sources.Values;

namespace DataflowWrite.Sources;

/// <summary>
/// Text files of one schema as a stream of record batches. One batch is in memory at a time, and no batch spans two
/// files. The caller disposes the batches.
/// </summary>
public abstract class FileSource
{
    private const int MaxBatchBytes = 16 << 20;

    private readonly SourceCounter _counter = new();
    private readonly SourceColumn[] _columns;
    private readonly int _batchSize;

    private protected FileSource(IReadOnlyList<SourceFile> files, SourceColumn[] columns, int batchSize)
    {
        Files = files;
        Schema = new Schema(columns.Select(column => column.Field), null);
        _columns = columns;
        _batchSize = batchSize;
    }

    /// <summary>The files in the order in which they are read.</summary>
    public IReadOnlyList<SourceFile> Files { get; }

    /// <summary>The schema of every batch: all columns are nullable.</summary>
    public Schema Schema { get; }

    /// <summary>Stored bytes of all files, or null when that is not known.</summary>
    public long? Length => Files.All(file => file.Length.HasValue) ? Files.Sum(file => file.Length) : null;

    /// <summary>Stored bytes read so far. May be asked by any thread.</summary>
    public long BytesRead => _counter.Bytes;

    internal IReadOnlyList<SourceColumn> Columns => _columns;

    /// <summary>The rows of all files in order.</summary>
    /// <exception cref="SourceFormatException">
    /// A file holds what the format or the schema does not; the message says where.
    /// </exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public async IAsyncEnumerable<RecordBatch> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var builder = CreateBuilder();
        foreach (var file in Files)
            await foreach (var batch in ReadFileAsync(file, builder, cancellationToken).ConfigureAwait(false))
                yield return batch;
    }

    /// <summary>The rows of one of the files.</summary>
    /// <exception cref="SourceFormatException">As for <see cref="ReadAsync"/>.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public IAsyncEnumerable<RecordBatch> ReadFileAsync(SourceFile file, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        return ReadFileAsync(file, CreateBuilder(), cancellationToken);
    }

    private protected abstract IRowReader OpenRows(SourceFile file, Stream stream);

    private BatchBuilder CreateBuilder() => new(Schema, System.Array.ConvertAll(_columns, column => column.CreateBuilder()));

    private async IAsyncEnumerable<RecordBatch> ReadFileAsync(
        SourceFile file, BatchBuilder builder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var rows = OpenRows(file, file.Open(_counter));
        await using var closing = rows.ConfigureAwait(false);
        var limit = (long)MaxBatchBytes;
        do
        {
            while (rows.TryReadInto(builder))
            {
                if (builder.Rows < _batchSize && rows.BytesRead < limit)
                    continue;

                cancellationToken.ThrowIfCancellationRequested();
                yield return builder.Build();
                limit = rows.BytesRead + MaxBatchBytes;
            }
        }
        while (await rows.FillAsync(cancellationToken).ConfigureAwait(false));

        if (builder.Rows > 0)
            yield return builder.Build();
    }
}
