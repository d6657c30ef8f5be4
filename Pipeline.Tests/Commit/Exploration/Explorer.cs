namespace DataflowWrite.Tests.Commit.Exploration;

/// <summary>
/// Visits every state that processes can reach by any order of their steps, with a crash of any of them after any step. A state is what the store
/// holds and what each process has in memory; two orders that lead to the same one are followed once.
/// </summary>
/// <param name="limits">What may go wrong.</param>
/// <param name="first">The world to begin with.</param>
/// <param name="starts">The processes, which have no name in common.</param>
internal sealed class Explorer(Limits limits, World first, IReadOnlyList<Func<StepProcess>> starts)
{
    private const int Kinds = 3;
    private const int Step = 0;
    private const int Crash = 1;

    private readonly StateSet _visited = new();
    private readonly Stack<(SystemState State, int Choice)> _path = [];
    private readonly Dictionary<long, ProcessStep> _steps = [];
    private readonly ProcessGraph _processes = new(limits.LosesAnswer);

    /// <summary>Distinct states that were visited.</summary>
    public long States => _visited.Count;

    /// <summary>States in which no process had a step left.</summary>
    public int Ends { get; private set; }

    /// <param name="inspect">Called with every world; throws where it must not be.</param>
    /// <param name="end">Called where no process has a step left; throws where that is no way to end.</param>
    public void Run(Action<World> inspect, Action<End> end)
    {
        // What awaits an answer goes on inside the step that gives it, as long as no context asks for more.
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            Search(new(_processes, inspect), end);
        }
        catch (Exception exception) when (_path.Count > 0)
        {
            var message = $"{exception.Message} After:{Environment.NewLine}{Describe()}";
            throw exception is AssertionException ? new AssertionException(message, exception) : new InvalidOperationException(message, exception);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    private void Search(WorldGraph worlds, Action<End> end)
    {
        var state = SystemState.Of(worlds.Add(first));
        for (var i = 0; i < starts.Count; i++)
            state = state.WithProcess(i, _processes.AddRoot(starts[i]));

        Visit(state, worlds, end);
        while (_path.TryPop(out var frame))
            if (NextChoice(frame.State, frame.Choice, worlds) is { } choice)
            {
                _path.Push((frame.State, choice));
                Visit(Take(frame.State, choice, worlds), worlds, end);
            }
    }

    private void Visit(SystemState state, WorldGraph worlds, Action<End> end)
    {
        if (!_visited.Add(state))
            return;

        for (var i = 0; i < starts.Count; i++)
            if (CanStep(state, i))
            {
                _path.Push((state, -1));
                return;
            }

        Ends++;
        end(new(_processes, worlds, state, starts.Count));
    }

    private bool CanStep(SystemState state, int process)
        => state[process] != SystemState.Crashed && _processes.CallOf(state[process]) is not null;

    private int? NextChoice(SystemState state, int last, WorldGraph worlds)
    {
        var crashes = 0;
        for (var i = 0; i < starts.Count; i++)
            if (state[i] == SystemState.Crashed)
                crashes++;

        for (var choice = last + 1; choice < Kinds * starts.Count; choice++)
            if (CanStep(state, choice / Kinds) && (choice % Kinds) switch
            {
                Step => true,
                // Before a call that changes nothing, after which the process could crash as well, it leads where the later crash does.
                Crash => crashes < limits.Crashes && StepOf(state, choice / Kinds, worlds).ChangesOrEnds,
                _ => limits.LosesAnswer && !state.HasLost,
            })
                return choice;

        return null;
    }

    private SystemState Take(SystemState state, int choice, WorldGraph worlds)
    {
        var process = choice / Kinds;
        switch (choice % Kinds)
        {
            case Step:
                var step = StepOf(state, process, worlds);
                return (state with { World = step.World }).WithProcess(process, step.Node);
            case Crash:
                return state.WithProcess(process, SystemState.Crashed);
            default:
                var node = state[process];
                var lost = _processes.Next(node, _processes.Number(Answer.Lost));
                return (state with { World = worlds.Apply(state.World, _processes.CallOf(node)!.Value).World }).WithProcess(process, lost).WithLost();
        }
    }

    // Asked for in each of many states that have the world and the state of the process in common.
    private ProcessStep StepOf(SystemState state, int process, WorldGraph worlds)
    {
        var node = state[process];
        var key = ((long)state.World << 32) | (uint)node;
        if (_steps.TryGetValue(key, out var step))
            return step;

        var (world, answer) = worlds.Apply(state.World, _processes.CallOf(node)!.Value);
        var next = _processes.Next(node, answer);
        step = new(world, next, ChangesOrEnds: world != state.World || _processes.CallOf(next) is null);
        _steps.Add(key, step);
        return step;
    }

    private string Describe()
        => string.Join(Environment.NewLine, _path.Reverse().Where(frame => frame.Choice >= 0).Select(frame =>
        {
            var process = frame.Choice / Kinds;
            var call = _processes.Call(_processes.CallOf(frame.State[process])!.Value).Text;
            return $"  {process}: {(frame.Choice % Kinds) switch { Step => call, Crash => "crash before " + call, _ => "lost answer to " + call }}";
        }));

    private readonly record struct ProcessStep(int World, int Node, bool ChangesOrEnds);
}
