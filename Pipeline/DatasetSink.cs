using System.Threading.Tasks.Dataflow;
using Apache.Arrow;
using DataflowWrite.Commit;
using DataflowWrite.Stages;
using DataflowWrite.Telemetry;

namespace DataflowWrite;

/// <summary>
/// The open form of a write: a Dataflow target that takes record batches until it is completed, and commits them all or not at all.
/// </summary>
/// <remarks>
/// <para><see cref="Complete"/> means end of input. <see cref="Completion"/> ends when every file is durable and none is visible yet;
/// <see cref="CommitAsync"/> makes them visible. <see cref="Fault"/>, and disposing a sink that was not committed, abort: nothing is left.</para>
/// <para>The sink owns and disposes every batch that it accepted, unless <see cref="DatasetWriteOptions.LeaveOpen"/> is set; then the
/// caller keeps them alive until the write has ended. A batch that it declined stays the caller's. Batches may be sent from several
/// threads; the rows of one file keep the order in which their batches were accepted.</para>
/// <para>After a failure the sink declines further batches at once, so that a producer that sends directly is released; to link a
/// block use <see cref="LinkFrom"/>, which also releases producers behind that block.</para>
/// </remarks>
public sealed class DatasetSink : ITargetBlock<RecordBatch>, IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly WritePlan _plan;
    private readonly WriteRun _run;
    private Task<WriteResult>? _commit;
    private int _openSources;
    private bool _inputEnded;
    private bool _endedByCommit;
    private int _disposed;

    private DatasetSink(WritePlan plan, WriteRun run)
    {
        _plan = plan;
        _run = run;
        Completion = plan.Options.CommitOnComplete ? CommitOnceAsync() : _run.Prepared;
        _ = Completion.ContinueWith(
            static task => task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
    }

    /// <summary>
    /// Ends when the input has completed and every file is durable, still invisible; with
    /// <see cref="DatasetWriteOptions.CommitOnComplete"/>, when they are visible. Faults with the one <see cref="DatasetWriteException"/> of the
    /// write; is cancelled only by the caller's token.
    /// </summary>
    public Task Completion { get; }

    /// <summary>The id in the names of the files.</summary>
    public string WriteId => _plan.WriteId;

    /// <summary>
    /// Whether there is anything to write. Where there is not, since the save mode leaves what is there or the write has been done before, batches
    /// are taken and discarded, and <see cref="CommitAsync"/> says the same.
    /// </summary>
    public WriteOutcome Outcome => _run.Outcome;

    internal WriteMemory Memory => _run.Memory;

    internal CancellationToken StopToken => _run.Context.Token;

    /// <summary>Checks options and destination and opens the sink. Nothing but the intent of the write is stored yet.</summary>
    /// <param name="destination">A local path, or a path in a store.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="cancellationToken">Cancels the whole write, until it is committed.</param>
    /// <exception cref="ArgumentException">The options contradict each other, the destination or the schema in the options.</exception>
    /// <exception cref="NotSupportedException">The format cannot hold a column of the schema in the options.</exception>
    /// <exception cref="Commit.DatasetExistsException">The save mode forbids what is there.</exception>
    /// <exception cref="Commit.WriteConflictException">Another write is about to replace the same files.</exception>
    /// <exception cref="IOException">The store could not be asked what stands at the destination.</exception>
    public static async Task<DatasetSink> OpenAsync(
        WriteDestination destination, DatasetWriteOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        var plan = await WritePlan.CreateAsync(destination, options ?? new(), cancellationToken).ConfigureAwait(false);
        var transaction = plan.CreateTransaction();
        var outcome = await transaction.BeginAsync(cancellationToken).ConfigureAwait(false) switch
        {
            TransactionStart.Ignored => WriteOutcome.Ignored,
            TransactionStart.AlreadyWritten => WriteOutcome.AlreadyWritten,
            _ => WriteOutcome.Written,
        };
        try
        {
            return new(plan, new(plan, transaction, outcome, cancellationToken));
        }
        catch
        {
            await transaction.AbortAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Sends a batch and waits until it is accepted: as long as the memory budget is used up.</summary>
    /// <exception cref="DatasetWriteException">The write has failed.</exception>
    /// <exception cref="InvalidOperationException">The sink was completed before.</exception>
    public async ValueTask WriteAsync(RecordBatch batch, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (await _run.Input.SendAsync(batch, cancellationToken).ConfigureAwait(false))
            return;

        if (_run.Context.IsStopped)
            await _run.Prepared.ConfigureAwait(false);

        throw new InvalidOperationException("The sink was completed and takes no more batches.");
    }

    /// <summary>
    /// Links a source whose end is the end of the input, and whose failure or cancellation fails the write; with several sources, the end of
    /// the last one. When the write fails, the source is emptied and its batches are disposed, so that nobody waits for it for ever.
    /// </summary>
    public void LinkFrom(ISourceBlock<RecordBatch> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (Volatile.Read(ref _inputEnded))
            throw new InvalidOperationException("The input has ended; link every source before the first one ends, or before the commit.");

        Interlocked.Increment(ref _openSources);
        BlockLinks.Feed(source, this, EndSource, StopToken, _run.Discard);

        void EndSource()
        {
            if (Interlocked.Decrement(ref _openSources) == 0)
                Complete();
        }
    }

    /// <summary>Ends the input. Files are finished; nothing becomes visible unless the sink commits on completion.</summary>
    public void Complete()
    {
        Volatile.Write(ref _inputEnded, true);
        _run.Input.Complete();
    }

    /// <summary>Fails the write because its source has failed.</summary>
    public void Fault(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        if (BlockGuard.Translate(exception, _run.Context) is var cause and not OperationCanceledException)
            _run.Context.Fail(new(WriteStage.Source, null, null, cause));
    }

    /// <summary>
    /// Ends the input, waits until every file is durable, and makes them visible. It ends the input at once, except for sources linked with
    /// <see cref="LinkFrom"/>, for whose end it waits; behind a link of Dataflow's own await <see cref="Completion"/> first. Calling it
    /// again gives the same answer.
    /// </summary>
    /// <param name="cancellationToken">Cancels the write, until its last file is visible.</param>
    /// <exception cref="DatasetWriteException">The write has failed; nothing of it is visible.</exception>
    /// <exception cref="OperationCanceledException">
    /// This token, or the one that the sink was opened with, was cancelled; nothing of the write is visible.
    /// </exception>
    public async Task<WriteResult> CommitAsync(CancellationToken cancellationToken = default)
    {
        if (Volatile.Read(ref _openSources) == 0)
        {
            Volatile.Write(ref _endedByCommit, !_inputEnded);
            Complete();
        }

        var cancel = _run.Context.Obey(cancellationToken);
        await using (cancel.ConfigureAwait(false))
            return await CommitOnceAsync().ConfigureAwait(false);
    }

    /// <summary>Aborts the write unless it was committed, and waits until nothing of it is left.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;

        Task? commit;
        lock (_gate)
            commit = _commit;

        if (commit is not { IsCompletedSuccessfully: true })
            _run.Context.Stop();

        await _run.Prepared.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await (commit ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _run.GiveUpAsync().ConfigureAwait(false);
        _run.Dispose();
    }

    DataflowMessageStatus ITargetBlock<RecordBatch>.OfferMessage(
        DataflowMessageHeader messageHeader, RecordBatch messageValue, ISourceBlock<RecordBatch>? source, bool consumeToAccept)
    {
        // A linked block that still offers batches would lose them; a direct send is told by its answer.
        if (source is not null && Volatile.Read(ref _endedByCommit))
            Fault(new InvalidOperationException(
                "A linked block still had batches when CommitAsync ended the input. Link it with LinkFrom, or await Completion first."));

        return _run.Input.OfferMessage(messageHeader, messageValue, source, consumeToAccept);
    }

    private Task<WriteResult> CommitOnceAsync()
    {
        lock (_gate)
            return _commit ??= CommitAfterPreparingAsync();

        async Task<WriteResult> CommitAfterPreparingAsync()
        {
            await _run.Prepared.ConfigureAwait(false);
            return await _run.PublishAsync().ConfigureAwait(false);
        }
    }
}
