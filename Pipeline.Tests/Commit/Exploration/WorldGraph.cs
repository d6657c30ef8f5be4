namespace DataflowWrite.Tests.Commit.Exploration;

/// <summary>What calls do to worlds, each found out once.</summary>
internal sealed class WorldGraph(ProcessGraph processes, Action<World> inspect)
{
    private readonly Interned<UInt128, World> _worlds = new();
    private readonly Dictionary<long, (int World, int Answer)> _edges = [];

    public World this[int world] => _worlds[world];

    /// <summary>The number of a world, which is inspected when it is new.</summary>
    public int Add(World world)
    {
        var count = _worlds.Count;
        var number = _worlds.Add(world.Key, world);
        if (number == count)
            inspect(world);

        return number;
    }

    /// <summary>What follows a call, and what it is answered.</summary>
    public (int World, int Answer) Apply(int world, int call)
    {
        var edge = ((long)world << 32) | (uint)call;
        if (_edges.TryGetValue(edge, out var known))
            return known;

        var (after, answer) = processes.Call(call).Apply(_worlds[world]);
        known = (Add(after), processes.Number(answer));
        _edges.Add(edge, known);
        return known;
    }
}
