namespace DataflowWrite.Tests.Commit.Exploration;

/// <summary>A world, the states of up to three processes, and whether an answer was lost on the way, all by their numbers.</summary>
/// <param name="World">The number of the world.</param>
/// <param name="Others">The rest, in the bits of one number.</param>
internal readonly record struct SystemState(int World, ulong Others)
{
    /// <summary>The state of a process that has crashed, or of one that does not exist.</summary>
    public const int Crashed = (1 << NodeWidth) - 1;

    private const int NodeWidth = 21;
    private const ulong Lost = 1UL << 63;

    public bool HasLost => (Others & Lost) != 0;

    public int this[int process] => (int)(Others >> (process * NodeWidth)) & Crashed;

    /// <summary>One in which no process is.</summary>
    public static SystemState Of(int world) => new(world, Lost - 1);

    public SystemState WithProcess(int process, int node)
        => node <= Crashed
            ? this with { Others = (Others & ~((ulong)Crashed << (process * NodeWidth))) | ((ulong)node << (process * NodeWidth)) }
            : throw new NotSupportedException("Too many states of processes.");

    public SystemState WithLost() => this with { Others = Others | Lost };
}
