namespace DataflowWrite.Benchmarks.Peers;

/// <summary>What a contestant did in a cell.</summary>
internal sealed record PeerResult(Entrant Entrant, string Version, IReadOnlyList<PeerLap> Laps, int Files, long Bytes, string? Error)
{
    public double Median => Middle(lap => lap.Seconds);

    public double Best => Laps.Min(lap => lap.Seconds);

    public double Cpu => Middle(lap => lap.Cpu);

    public long PeakBytes => Laps.Max(lap => lap.PeakBytes);

    public long? Allocated => Laps.Min(lap => lap.Allocated);

    private double Middle(Func<PeerLap, double> value)
    {
        var ordered = Laps.Select(value).Order().ToArray();
        return (ordered[(ordered.Length - 1) / 2] + ordered[ordered.Length / 2]) / 2;
    }
}
