using System.Threading.Tasks.Dataflow;
using Apache.Arrow;
using DataflowWrite.Commit;
using DataflowWrite.Partitioning;
using DataflowWrite.Stages;
using DataflowWrite.Storage;
using DataflowWrite.Telemetry;

namespace DataflowWrite;

/// <summary>One write: its graph, what it has prepared, and its end. The blocks always run dry; the outcome is told here and not by them.</summary>
internal sealed class WriteRun : IDisposable
{
    /// <summary>One batch is being split while the next one waits.</summary>
    private const int BatchesAhead = 2;

    private readonly WritePlan _plan;
    private readonly WriteMonitor _monitor;
    private readonly Workers _workers;
    private readonly WriteTransaction _transaction;
    private readonly Admission _admission;
    private readonly TransformManyBlock<RecordBatch, RouterMessage> _input;
    private readonly ActionBlock<RouterMessage> _routing;
    private BoundWrite? _bound;
    private LaneRouter? _router;
    private long _files;
    private long _replaced;

    /// <param name="plan">The plan.</param>
    /// <param name="transaction">Its transaction, begun.</param>
    /// <param name="outcome">What there is to do; nothing where it is not <see cref="WriteOutcome.Written"/>: rows are taken and discarded then.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    public WriteRun(WritePlan plan, WriteTransaction transaction, WriteOutcome outcome, CancellationToken cancellationToken)
    {
        _plan = plan;
        _transaction = transaction;
        Outcome = outcome;
        _monitor = plan.CreateMonitor();
        Context = new(_monitor, faultsBlocks: false, cancellationToken) { Probe = plan.Options.StageProbe };
        Memory = new(plan.MemoryBudget, plan.Codec, plan.Parallelism, plan.EncodesFiles, plan.BuffersUploads);
        _workers = new(plan.Parallelism);
        _admission = new(Context, Memory.Rows);
        BindEarly();
        _input = new(
            BlockGuard.TransformMany<RecordBatch, RouterMessage>(Context, new(WriteStage.Demux), Discard, AdmitAsync),
            new ExecutionDataflowBlockOptions { BoundedCapacity = BatchesAhead });
        _routing = new(
            BlockGuard.Consume<RouterMessage>(Context, new(WriteStage.Demux), message => _router!.HandleAsync(message)),
            new ExecutionDataflowBlockOptions { BoundedCapacity = BatchesAhead });
        BlockLinks.Chain(_input, _routing);
        Context.CloseFirst(_input.Complete);
        plan.Announce(_monitor);
        Prepared = PrepareAsync();
    }

    public WriteOutcome Outcome { get; }

    public WriteContext Context { get; }

    public WriteMemory Memory { get; }

    public ITargetBlock<RecordBatch> Input => _input;

    /// <summary>Ends when every file is durable and none is visible; throws what ended the write otherwise, when nothing of it is left.</summary>
    public Task Prepared { get; }

    public void Discard(RecordBatch? batch)
    {
        if (!_plan.Options.LeaveOpen)
            batch?.Dispose();
    }

    /// <summary>Makes what is prepared visible.</summary>
    public async Task<WriteResult> PublishAsync()
    {
        if (Outcome != WriteOutcome.Written)
            return ResultOf([]);

        IReadOnlyList<ObjectMetadata> objects = [];
        if (!await BlockGuard.RunAsync(Context, new(WriteStage.Commit), CommitAsync).ConfigureAwait(false))
            throw await EndInFailureAsync().ConfigureAwait(false);

        foreach (var left in _transaction.Left)
            _monitor.AbortFailed(left.Path.Value, left.Failure);

        var result = ResultOf(objects);
        _monitor.Committed(result.Files.Count, result.Rows, result.Bytes);
        return result;

        async ValueTask CommitAsync()
        {
            try
            {
                objects = await _transaction.CommitAsync(FinalsOf, Context.Token).ConfigureAwait(false);
            }
            catch (CommitFailedException failure)
            {
                Fail(failure);
                throw;
            }
            catch (CleanupFailedException failure)
            {
                Context.FailDespite(new(WriteStage.Commit, null, null, failure) { IsVisible = true });
                throw;
            }
        }
    }

    /// <summary>Discards what is prepared and was not committed; does nothing after a commit.</summary>
    public async Task GiveUpAsync()
    {
        await AbortAsync().ConfigureAwait(false);
        _monitor.Cancelled();
    }

    public void Dispose()
    {
        _router?.Dispose();
        Context.Dispose();
    }

    private void Fail(CommitFailedException failure)
    {
        var file = _router?.Prepared.FirstOrDefault(file => file.Pending.Path == failure.Path);
        var fault = new StageFault(WriteStage.Commit, file?.Partition, failure.Path, BlockGuard.Translate(failure.Cause, Context))
        {
            NotTakenBack = failure.NotTakenBack,
        };
        if (fault.NotTakenBack.Count > 0)
            Context.FailDespite(fault);
        else
            Context.Fail(fault);
    }

    /// <summary>What is put once everything else is visible.</summary>
    private IReadOnlyList<FinalObject> FinalsOf(IReadOnlyList<ObjectPath> replaced)
    {
        _replaced = replaced.Count;
        var finals = new List<FinalObject>();
        var directory = _plan.Destination.Path;
        if (_plan.Options.WriteManifest)
            finals.Add(new(
                DatasetFiles.ManifestOf(directory, _plan.WriteId),
                Manifest.Of(_plan, _bound?.InputSchema, _router?.Prepared ?? [], replaced)));

        if (_plan.Options.WriteSuccessFile)
            finals.Add(new(directory.Append(DatasetFiles.SuccessFile), ""));

        return finals;
    }

    private async Task AbortAsync()
    {
        try
        {
            await _transaction.AbortAsync().ConfigureAwait(false);
        }
        catch (AggregateException exception)
        {
            _monitor.AbortFailed(_plan.Destination.Text, exception);
        }
    }

    private async IAsyncEnumerable<RouterMessage> AdmitAsync(RecordBatch batch)
    {
        if (Outcome != WriteOutcome.Written || !TryBind(batch))
        {
            Discard(batch);
            yield break;
        }

        _monitor.Read(batch.Length);
        var owner = new SharedBatch(batch, _plan.Options.LeaveOpen);
        await foreach (var message in _admission.SplitAsync(owner, _bound!.Demuxer).ConfigureAwait(false))
            yield return message;
    }

    private bool TryBind(RecordBatch batch)
    {
        try
        {
            if (batch is null)
                throw new ArgumentException("The source brought a null in the place of a batch.");

            if (_bound is null)
                Bind(batch.Schema);

            _bound!.Check(batch);
            return true;
        }
        catch (Exception exception)
        {
            Context.Fail(new(WriteStage.Plan, null, null, exception));
            return false;
        }
    }

    private void BindEarly()
    {
        if (_plan.Options.Schema is not { } schema)
            return;

        try
        {
            Bind(schema);
        }
        catch
        {
            Context.Dispose();
            throw;
        }
    }

    private void Bind(Schema schema)
    {
        _bound = BoundWrite.Create(_plan, schema);
        var settings = new LaneSettings(Context, _plan.Destination.Store, _workers, Memory, _plan.WantsStatistics ? _bound.WriterSchema : null)
        {
            NextUpload = NextUpload,
            UploadLeft = _transaction.Leave,
            ComputesChecksums = _plan.Options.WriteManifest,
        };
        var places = Memory.LanesFor(_plan.Options.MaxOpenFiles, _plan.HeldByOpenFile);
        _router = new(settings, _bound.LanesOf(settings), _transaction, PathOf, places, goesOnInOtherFiles: !_plan.IsSingle);
    }

    private ObjectPath PathOf(PartitionKey partition, long number) => _plan.PathOf(partition, number, _transaction.Attempt);

    private UploadOptions NextUpload()
        => new()
        {
            Metadata = WriteMark.Of(_plan.WriteId, _transaction.Attempt, Interlocked.Increment(ref _files) - 1),
            MaxBufferedBytes = Memory.Uploads?.Capacity,
        };

    private async Task PrepareAsync()
    {
        await _routing.Completion.ConfigureAwait(false);
        if (_plan.IsSingle && _bound is null && Outcome == WriteOutcome.Written)
            await BlockGuard.RunAsync(Context, new(WriteStage.Plan), BindToNoColumns).ConfigureAwait(false);

        if (_router is not null)
            await _router.FinishAsync(_plan.IsSingle && Outcome == WriteOutcome.Written ? _bound!.EmptySlice : null).ConfigureAwait(false);

        await BlockGuard.RunAsync(Context, new(WriteStage.Prepare), Reconcile).ConfigureAwait(false);
        if (Context.IsStopped)
            throw await EndInFailureAsync().ConfigureAwait(false);
    }

    /// <summary>A single file is written even for an input that never told its schema, where the format needs none.</summary>
    private ValueTask BindToNoColumns()
    {
        try
        {
            Bind(new Schema([], null));
            return ValueTask.CompletedTask;
        }
        catch (NotSupportedException exception)
        {
            throw new InvalidOperationException(
                $"The input ended without a batch and so without a schema, and a {_plan.Format.Name} file without rows still needs its columns; "
                + $"set {nameof(DatasetWriteOptions)}.{nameof(DatasetWriteOptions.Schema)}",
                exception);
        }
    }

    /// <summary>Every row that was accepted is in a prepared file, or nothing may be committed.</summary>
    private ValueTask Reconcile()
    {
        var prepared = _router?.Prepared.Sum(file => file.Rows) ?? 0;
        return prepared == _monitor.RowsRead ? ValueTask.CompletedTask : throw new InvalidOperationException(
            $"{_monitor.RowsRead} rows were accepted but {prepared} were written; this is a defect of the library, please report it.");
    }

    private async Task<Exception> EndInFailureAsync()
    {
        await AbortAsync().ConfigureAwait(false);
        if (Context.Fault is { } fault)
        {
            _monitor.Failed(fault.Stage, fault.Cause);
            return WriteFailure.From(fault, _plan, _transaction.Left.Count);
        }

        _monitor.Cancelled();
        return Context.Cancellation is { } cancellation
            ? WriteFailure.Cancelled(cancellation, _plan, _transaction.Left.Count)
            : WriteFailure.Abandoned(_plan, _transaction.Left.Count);
    }

    private WriteResult ResultOf(IReadOnlyList<ObjectMetadata> objects)
    {
        var prepared = _router?.Prepared.ToDictionary(file => file.Pending.Path) ?? [];
        var files = objects.Select(FileOf).ToList();
        return new()
        {
            WriteId = _plan.WriteId,
            Outcome = Outcome,
            FilesReplaced = _replaced,
            Rows = files.Sum(file => file.Rows),
            Bytes = files.Sum(file => file.Bytes),
            Files = files,
            Duration = _monitor.Elapsed,
            ForcedFlushes = _monitor.ForcedFlushes,
        };

        WrittenFile FileOf(ObjectMetadata metadata)
        {
            var file = prepared[metadata.Path];
            return new()
            {
                Path = _plan.DisplayPath(metadata.Path),
                ObjectPath = metadata.Path,
                Partition = file.Partition,
                Rows = file.Rows,
                Bytes = metadata.Size,
                ETag = metadata.ETag,
                CloseReason = file.CloseReason,
                Columns = file.Columns is { } columns ? [.. columns.Select(StatisticsText.Of)] : null,
            };
        }
    }
}
