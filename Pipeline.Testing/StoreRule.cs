using DataflowWrite.Storage;

namespace DataflowWrite.Testing;

/// <summary>
/// Which calls of a <see cref="ScriptedObjectStore"/> do not go as usual, and how. Calls that match are counted from the time when the rule is complete,
/// which it is with the method that says what happens; until then it does nothing.
/// </summary>
public sealed class StoreRule
{
    private readonly ScriptedObjectStore _store;
    private readonly StoreCall[] _calls;
    private Func<ObjectPath, bool> _matches = static _ => true;
    private int _first = 1;
    private int _times = int.MaxValue;
    private int _seen;

    internal StoreRule(ScriptedObjectStore store, StoreCall[] calls) => (_store, _calls) = (store, calls);

    internal Func<CancellationToken, ValueTask>? Before { get; private set; }

    internal Func<CancellationToken, ValueTask>? After { get; private set; }

    internal bool IsTwice { get; private set; }

    /// <summary>Only calls for such paths, or for such prefixes of a listing, match. Default all.</summary>
    public StoreRule Where(Func<ObjectPath, bool> matches)
    {
        _matches = matches;
        return this;
    }

    /// <summary>Only the <paramref name="number"/>-th matching call, counted from 1.</summary>
    public StoreRule At(int number) => From(number).Times(1);

    /// <summary>The <paramref name="number"/>-th matching call, counted from 1, and those after it. Default the first.</summary>
    public StoreRule From(int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        _first = number;
        return this;
    }

    /// <summary>So many calls at most. Default all.</summary>
    public StoreRule Times(int times)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        _times = times;
        return this;
    }

    /// <summary>The call fails and does nothing.</summary>
    public ScriptedObjectStore Fail(Exception exception) => DoBefore(_ => ValueTask.FromException(exception));

    /// <summary>The call fails at once and does nothing, with the <see cref="IOException"/> of a store that has too much to do.</summary>
    public ScriptedObjectStore Throttle()
        => DoBefore(static _ => ValueTask.FromException(new IOException("The store has too much to do. Slow down, and try again later.")));

    /// <summary>
    /// The call does its work and fails all the same. What its answer would have held, nobody can end: an upload that was started is disposed, a stream
    /// closed, and a token aborted when its upload is disposed.
    /// </summary>
    public ScriptedObjectStore LoseAnswer(Exception exception) => DoAfter(_ => ValueTask.FromException(exception));

    /// <summary>The call waits at a gate and then does its work.</summary>
    public ScriptedObjectStore Hold(CallGate gate) => DoBefore(token => new(gate.WaitAsync(token)));

    /// <summary>The call does its work and then waits at a gate.</summary>
    public ScriptedObjectStore HoldAnswer(CallGate gate) => DoAfter(token => new(gate.WaitAsync(token)));

    /// <summary>
    /// The call does its work twice, as a client does whose first answer got lost, and answers what the second time gave. An upload or a stream of the first
    /// time is closed.
    /// </summary>
    /// <exception cref="InvalidOperationException">The rule is about writing or preparing, which happens once or is another thing.</exception>
    public ScriptedObjectStore DoTwice()
    {
        if (_calls.Contains(StoreCall.Write) || _calls.Contains(StoreCall.Prepare))
            throw new InvalidOperationException("An upload that gets its bytes twice, or is prepared twice, is another upload. Name other calls.");

        IsTwice = true;
        return _store.Add(this);
    }

    /// <summary>The call first runs a delegate, with the call's token, and fails without doing anything where that throws.</summary>
    public ScriptedObjectStore DoBefore(Func<CancellationToken, ValueTask> action)
    {
        Before = action;
        return _store.Add(this);
    }

    /// <summary>The call does its work, then runs a delegate with the call's token, and fails where that throws.</summary>
    public ScriptedObjectStore DoAfter(Func<CancellationToken, ValueTask> action)
    {
        After = action;
        return _store.Add(this);
    }

    internal bool Applies(StoreCall call, ObjectPath path)
    {
        if ((_calls.Length > 0 && !_calls.Contains(call)) || !_matches(path))
            return false;

        var number = Interlocked.Increment(ref _seen);
        return number >= _first && number - _first < _times;
    }
}
