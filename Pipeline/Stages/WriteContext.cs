using DataflowWrite.Telemetry;

namespace DataflowWrite.Stages;

/// <summary>
/// What the blocks of one graph share: the first failure, the token that it cancels, and the counters. The failure lives here
/// and not in the blocks, because a block passes a fault downstream only and wraps it once per hop.
/// </summary>
internal sealed class WriteContext : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationToken _callerToken;
    private readonly CancellationTokenRegistration _callerRegistration;
    private CancellationToken _secondToken;
    private object? _reason;
    private Action? _closeInput;
    private bool _isStopped;

    public WriteContext(WriteMonitor monitor, bool faultsBlocks, CancellationToken callerToken)
    {
        Monitor = monitor;
        FaultsBlocks = faultsBlocks;
        _callerToken = callerToken;
        Token = _stop.Token;
        _callerRegistration = Register(callerToken);
    }

    public WriteMonitor Monitor { get; }

    /// <summary>
    /// True for blocks handed to a user: a failing delegate faults its block. False inside a sink: delegates record the failure
    /// and then dispose whatever still reaches them, so that every block ends by itself and no message is dropped unowned.
    /// </summary>
    public bool FaultsBlocks { get; }

    /// <summary>Cancelled by the caller, by the first failure and by an abort.</summary>
    public CancellationToken Token { get; }

    /// <summary>The token that the blocks themselves obey: none inside a sink, whose blocks have to run dry.</summary>
    public CancellationToken BlockToken => FaultsBlocks ? _callerToken : CancellationToken.None;

    /// <summary>The first failure, if that is what stopped the graph.</summary>
    public StageFault? Fault => Volatile.Read(ref _reason) as StageFault;

    /// <summary>The caller's cancellation, if that is what stopped the graph.</summary>
    public OperationCanceledException? Cancellation => Volatile.Read(ref _reason) as OperationCanceledException;

    public bool IsStopped => Volatile.Read(ref _isStopped);

    /// <summary>Called before each guarded delegate runs its body; tests make it throw.</summary>
    public Action<WriteStage>? Probe { get; init; }

    /// <summary>Stops the graph for a failure. What fails after a cancellation is a consequence of that, and not recorded.</summary>
    public void Fail(StageFault fault)
    {
        if (!StopIfCancelled())
            StopFor(fault);
    }

    /// <summary>Stops the graph for a failure that the caller has to know of, whatever stopped it before.</summary>
    public void FailDespite(StageFault fault)
    {
        Volatile.Write(ref _reason, fault);
        Stop();
    }

    /// <summary>Obeys another token of the caller's from here on.</summary>
    public CancellationTokenRegistration Obey(CancellationToken token)
    {
        _secondToken = token;
        return Register(token);
    }

    /// <summary>
    /// True when the graph has stopped, or a token of the caller's is cancelled. A token tells its state before it calls back, and calls back the
    /// latest first: an exception for it may be here before its registration was.
    /// </summary>
    public bool StopIfCancelled()
    {
        if (_callerToken.IsCancellationRequested)
            Cancel(_callerToken);
        else if (_secondToken.IsCancellationRequested)
            Cancel(_secondToken);

        return IsStopped;
    }

    /// <summary>
    /// Closes the input when the graph stops, before the token tells anybody: what the token wakes gives back room, which waiting batches would
    /// be taken into only to be thrown away.
    /// </summary>
    public void CloseFirst(Action closeInput)
    {
        Interlocked.Exchange(ref _closeInput, closeInput);
        if (IsStopped)
            closeInput();
    }

    /// <summary>Stops the graph because its owner gives it up.</summary>
    public void Stop()
    {
        Interlocked.Exchange(ref _isStopped, true);
        _closeInput?.Invoke();
        _stop.Cancel();
    }

    public void Dispose() => _callerRegistration.Dispose();

    private CancellationTokenRegistration Register(CancellationToken token)
        => token.UnsafeRegister(static (context, token) => ((WriteContext)context!).Cancel(token), this);

    private void Cancel(CancellationToken token)
        => StopFor(new OperationCanceledException("The write was cancelled by its caller.", token));

    private void StopFor(object reason)
    {
        Interlocked.CompareExchange(ref _reason, reason, null);
        Stop();
    }
}
