namespace DataflowWrite.Tests.Commit.Exploration;

/// <summary>A state in which no process has a step left.</summary>
internal sealed class End(ProcessGraph processes, WorldGraph worlds, SystemState state, int count)
{
    private int _world = state.World;

    public World World => worlds[_world];

    /// <summary>How each process has ended; null for one that crashed.</summary>
    public string?[] Outcomes { get; } =
        [.. Enumerable.Range(0, count).Select(i => state[i] == SystemState.Crashed ? null : processes.OutcomeOf(state[i]))];

    /// <summary>Runs one more process, alone and whole; returns how it ended.</summary>
    public string Run(Func<StepProcess> start)
    {
        var node = processes.AddRoot(start);
        while (processes.CallOf(node) is { } call)
        {
            (_world, var answer) = worlds.Apply(_world, call);
            node = processes.Next(node, answer);
        }

        return processes.OutcomeOf(node)!;
    }
}
