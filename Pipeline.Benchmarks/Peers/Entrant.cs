namespace DataflowWrite.Benchmarks.Peers;

/// <summary>Who may take part, and in which cells.</summary>
internal sealed record Entrant(string Name, Func<RaceCell, bool> CanWrite)
{
    /// <summary>Makes the contestant, in its own process; null for one that is a script of node.</summary>
    public Func<IPeer>? Peer { get; init; }

    /// <summary>Whether the contestant is ours: ratios are to the fastest of these.</summary>
    public bool IsOurs { get; init; }

    /// <summary>Whether partition columns stay in the files.</summary>
    public bool KeepsPartitionColumns { get; init; }
}
