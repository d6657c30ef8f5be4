using System.Data.Common;
using System.Runtime.CompilerServices;
using Apache.Arrow;

namespace DataflowWrite.Sources.Db;

/// <summary>
/// The result of an ADO.NET query as a stream of record batches, whose schema is known before the first row. One batch
/// is in memory at a time. The caller disposes the batches, and owns and disposes the reader.
/// </summary>
public sealed class DbDataReaderSource
{
    private const long MaxBatchBytes = 16 << 20;

    private readonly DbDataReader _reader;
    private readonly ResultColumn[] _columns;
    private readonly int _batchSize;
    private long _rows;
    private bool _started;

    private DbDataReaderSource(DbDataReader reader, ResultColumn[] columns, int batchSize)
    {
        _reader = reader;
        _columns = columns;
        _batchSize = batchSize;
        Schema = new Schema(columns.Select(column => column.Field), null);
    }

    /// <summary>The schema of every batch. A column is nullable unless the provider says that it holds no nulls.</summary>
    public Schema Schema { get; }

    /// <summary>
    /// Settles the schema from what the provider says of its columns; docs/inputs.md has the types. The reader stands
    /// before the first row of its current result, and is not moved.
    /// </summary>
    /// <param name="reader">
    /// An open reader. Not one with sequential access, whose synchronous getters may wait for the network.
    /// </param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="cancellationToken">Ends the wait for the provider.</param>
    /// <exception cref="ArgumentException">An option is out of range, or a declared column is not in the result.</exception>
    /// <exception cref="DbSourceException">
    /// The result has no columns, two columns of one name, a column without a name, or one of a type that no Arrow type
    /// holds.
    /// </exception>
    public static async Task<DbDataReaderSource> OpenAsync(
        DbDataReader reader, DbDataReaderSourceOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        options ??= new();
        options.Validate();
        var columns = await DbSchema.SettleAsync(reader, options.Schema, cancellationToken).ConfigureAwait(false);
        return new(reader, columns, options.BatchSize);
    }

    /// <summary>The rows of the reader's current result in order. They can be read once.</summary>
    /// <exception cref="DbSourceException">
    /// A value does not fit its column, or the provider failed; the message says in which row.
    /// </exception>
    /// <exception cref="InvalidOperationException">The rows have been read, or are being read, already.</exception>
    public IAsyncEnumerable<RecordBatch> ReadAsync(CancellationToken cancellationToken = default)
    {
        if (_started)
            throw new InvalidOperationException("The rows of a reader can be read only once; execute the query again.");

        _started = true;
        return ReadRowsAsync(cancellationToken);
    }

    private async IAsyncEnumerable<RecordBatch> ReadRowsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var rows = 0;
        while (await MoveAsync(cancellationToken).ConfigureAwait(false))
        {
            AppendRow();
            rows++;
            if (rows < _batchSize && BatchBytes() < MaxBatchBytes)
                continue;

            yield return Build(rows);
            rows = 0;
        }

        if (rows > 0)
            yield return Build(rows);
    }

    private async ValueTask<bool> MoveAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            throw DbErrors.Read(_rows + 1, e);
        }
    }

    private void AppendRow()
    {
        _rows++;
        var at = 0;
        try
        {
            for (; at < _columns.Length; at++)
            {
                var column = _columns[at];
                if (_reader.IsDBNull(column.Info.Ordinal))
                {
                    if (!column.Field.IsNullable)
                        throw DbErrors.Null(_rows, column);

                    column.AppendNull();
                }
                else if (!column.TryAppend(_reader))
                {
                    throw DbErrors.Misfit(_rows, column, _reader);
                }
            }
        }
        catch (Exception e) when (e is not DbSourceException)
        {
            throw DbErrors.Value(_rows, _columns[at], e);
        }
    }

    private long BatchBytes()
    {
        long bytes = 0;
        foreach (var column in _columns)
            bytes += column.Bytes;

        return bytes;
    }

    private RecordBatch Build(int rows) => new(Schema, System.Array.ConvertAll(_columns, column => column.Build()), rows);
}
