using System.Data.Common;
using System.Runtime.CompilerServices;
using Apache.Arrow;
using DataflowWrite.Sources.Db;

namespace DataflowWrite.Cli;

/// <summary>A query that runs: its connection, command and reader, closed in the other order.</summary>
internal sealed class DatabaseInput : IAsyncDisposable
{
    private static readonly TimeSpan CancelInterval = TimeSpan.FromMilliseconds(100);

    private readonly DbConnection _connection;
    private DbCommand? _command;
    private DbDataReader? _reader;
    private CancellationTokenRegistration _cancelling;
    private bool _ended;

    private DatabaseInput(DbConnection connection) => _connection = connection;

    /// <exception cref="DbSourceException">The database cannot be opened, or the query fails.</exception>
    public static async Task<WriteInput> OpenAsync(
        DatabaseConnection database, WriteArguments arguments, CancellationToken cancellationToken)
    {
        var input = new DatabaseInput(database.Create());
        try
        {
            await input.RunAsync(database, arguments.Query!, cancellationToken);
            var options = new DbDataReaderSourceOptions { Schema = arguments.Schema };
            if (arguments.BatchSize is { } size)
                options = options with { BatchSize = size };

            var source = await DbDataReaderSource.OpenAsync(input._reader!, options, cancellationToken);
            return new(source.Schema, token => input.ReadAsync(source, token), () => 0, owned: input);
        }
        catch (Exception e)
        {
            await input.DisposeAsync();
            if (e is not OperationCanceledException && cancellationToken.IsCancellationRequested)
                throw new OperationCanceledException(cancellationToken);

            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _cancelling.DisposeAsync();
        if (_reader is not null)
        {
            // Closing a reader reads the rest of its rows, unless the query is cancelled.
            if (!_ended)
                _command!.Cancel();

            await _reader.DisposeAsync();
        }

        if (_command is not null)
            await _command.DisposeAsync();

        await _connection.DisposeAsync();
    }

    private async Task RunAsync(DatabaseConnection database, string query, CancellationToken cancellationToken)
    {
        await Named("The database of --connection cannot be opened", _connection.OpenAsync(cancellationToken));
        _command = database.CreateCommand(_connection, query);
        if (!database.HearsTokens)
            _cancelling = cancellationToken.UnsafeRegister(static command => ((DbCommand)command!).Cancel(), _command);

        // Some providers run the query on the thread that asks.
        var running = Task.Run(() => _command.ExecuteReaderAsync(cancellationToken), cancellationToken);
        if (!database.HearsTokens)
            await RepeatCancelAsync(running, _command, cancellationToken);

        await Named("The query of --query failed", running);
        _reader = await running;
    }

    /// <summary>A cancellation that comes between two statements of a query is lost on it; so it is said again until the query has ended.</summary>
    private static async Task RepeatCancelAsync(Task running, DbCommand command, CancellationToken cancellationToken)
    {
        while (await Task.WhenAny(running, Task.Delay(CancelInterval, CancellationToken.None)) != running)
            if (cancellationToken.IsCancellationRequested)
                command.Cancel();
    }

    private async IAsyncEnumerable<RecordBatch> ReadAsync(
        DbDataReaderSource source, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var batch in source.ReadAsync(cancellationToken))
            yield return batch;

        _ended = true;
    }

    private static async Task Named(string failure, Task task)
    {
        try
        {
            await task;
        }
        catch (Exception e) when (e is not (OperationCanceledException or DbSourceException))
        {
            throw new DbSourceException(0, null, $"{failure}: {e.Message}", e);
        }
    }
}
