namespace DataflowWrite.Tests.Commit.Exploration;

/// <summary>
/// A process that runs until it calls the store, and then waits for its step. What it does next depends on the answers that it got and on nothing
/// else, so that their hash is its state.
/// </summary>
internal sealed class StepProcess
{
    private StateHash _history = new();
    private Action? _next;
    private bool _isCrashed;

    public StepProcess(string name, World world, Func<StepProcess, Task<string>> run)
    {
        Name = name;
        _history.Add(name);
        Store = new(world, this);
        Completion = run(this);
    }

    public string Name { get; }

    public StepStore Store { get; }

    /// <summary>Tells how the process ended; it never throws.</summary>
    public Task<string> Completion { get; }

    public bool IsCrashed => _isCrashed;

    public bool CanStep => !_isCrashed && _next is not null;

    /// <summary>The outcome, or null while it runs or after a crash.</summary>
    public string? Outcome => !_isCrashed && Completion.IsCompletedSuccessfully ? Completion.Result : null;

    public void Step()
    {
        var next = _next ?? throw new InvalidOperationException($"{Name} has no step.");
        _next = null;
        next();
    }

    public void Crash()
    {
        _isCrashed = true;
        _next = null;
    }

    /// <summary>Its state; of a process that has ended nothing but how matters.</summary>
    public void AddTo(ref StateHash hash)
    {
        if (_isCrashed)
            hash.Add("crashed");
        else if (Outcome is { } outcome)
            hash.Add(outcome);
        else
            hash.Add(_history.Value);
    }

    /// <summary>
    /// What the process goes on from, where that is all that it keeps of what it was told; null where it keeps more than anybody can tell.
    /// </summary>
    public Func<string>? Knowledge { get; set; }

    /// <summary>Forgets what it was told, but for what it knows.</summary>
    public void Settle(string place)
    {
        if (Knowledge is not { } knowledge)
            return;

        _history = new();
        _history.Add($"{Name} {place} {knowledge()}");
    }

    /// <summary>Waits for the next step of this process, does it, and goes on with the answer.</summary>
    public Task<T> WaitAsync<T>(string call, Func<T> action, Func<T, string> tell)
    {
        var answer = new TaskCompletionSource<T>();
        _next = () =>
        {
            T result;
            try
            {
                result = action();
            }
            catch (IOException exception)
            {
                _history.Add($"{call} {exception.GetType().Name}");
                answer.SetException(exception);
                return;
            }

            _history.Add($"{call} {tell(result)}");
            answer.SetResult(result);
        };
        return answer.Task;
    }
}
