namespace DataflowWrite.Tests.Commit.Exploration;

/// <summary>
/// Visits every state that processes can reach by any order of their steps, with a crash of any of them after any step. A state is what the store
/// holds and what each process has been told; two orders that lead to the same one are followed once.
/// </summary>
/// <remarks>
/// Stateless search with a table of visited states: a process cannot be copied, so that a branch is run again from the start.
/// </remarks>
internal sealed class Explorer(Func<(World World, StepProcess[] Processes)> start, int maxCrashes)
{
    private readonly HashSet<UInt128> _visited = [];
    private readonly Stack<int[]> _branches = [];

    /// <summary>Distinct states that were visited.</summary>
    public int States => _visited.Count;

    /// <summary>Runs in which no process had a step left.</summary>
    public int Ends { get; private set; }

    /// <param name="inspect">Called in every state; throws where it must not be.</param>
    /// <param name="end">Called where no process has a step left; throws where that is no way to end.</param>
    public void Run(Action<World, StepProcess[]> inspect, Action<World, StepProcess[]> end)
    {
        // What awaits an answer goes on inside the step that gives it, as long as no context asks for more.
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            _branches.Push([]);
            while (_branches.TryPop(out var branch))
                Follow(branch, inspect, end);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    private void Follow(int[] branch, Action<World, StepProcess[]> inspect, Action<World, StepProcess[]> end)
    {
        var (world, processes) = start();
        var choices = new List<int>(branch);
        foreach (var choice in branch)
            Take(processes, choice);

        try
        {
            while (_visited.Add(HashOf(world, processes)))
            {
                inspect(world, processes);
                var enabled = Enabled(processes);
                if (!processes.Any(process => process.CanStep))
                {
                    Ends++;
                    end(world, processes);
                    return;
                }

                foreach (var other in enabled.Skip(1))
                    _branches.Push([.. choices, other]);

                Take(processes, enabled[0]);
                choices.Add(enabled[0]);
            }
        }
        catch (Exception exception) when (exception is not AssertionException)
        {
            throw new InvalidOperationException($"{exception.Message} After: {Describe(choices)}", exception);
        }
        catch (AssertionException exception)
        {
            throw new AssertionException($"{exception.Message} After: {Describe(choices)}", exception);
        }
    }

    // Steps are even, crashes odd.
    private List<int> Enabled(StepProcess[] processes)
    {
        var crashes = processes.Count(process => process.IsCrashed);
        var enabled = new List<int>();
        for (var i = 0; i < processes.Length; i++)
            if (processes[i].CanStep)
                enabled.Add(2 * i);

        for (var i = 0; i < processes.Length && crashes < maxCrashes; i++)
            if (processes[i].CanStep)
                enabled.Add((2 * i) + 1);

        return enabled;
    }

    private static void Take(StepProcess[] processes, int choice)
    {
        if (choice % 2 == 0)
            processes[choice / 2].Step();
        else
            processes[choice / 2].Crash();
    }

    private static UInt128 HashOf(World world, StepProcess[] processes)
    {
        var hash = new StateHash();
        world.AddTo(ref hash);
        foreach (var process in processes)
            process.AddTo(ref hash);

        return hash.Value;
    }

    private static string Describe(List<int> choices)
        => string.Join(' ', choices.Select(choice => $"{(char)('A' + (choice / 2))}{(choice % 2 == 0 ? "" : "†")}"));
}
