namespace DataflowWrite.Benchmarks;

/// <summary>A base for what takes part in a race: it does the same work at each run.</summary>
internal abstract class Contestant(string name)
{
    public string Name { get; } = name;

    /// <summary>Writes all rows and returns how many bytes that were.</summary>
    public abstract long Run();
}
