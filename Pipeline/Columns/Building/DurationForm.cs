namespace DataflowWrite.Columns.Building;

/// <summary>Spans of time.</summary>
internal readonly struct DurationForm<TUnit>(bool truncate) : IStoredForm<TimeSpan, long>
    where TUnit : struct, ITickUnit
{
    public TimeSpan Blank => TimeSpan.Zero;

    public bool TryStore(TimeSpan value, out long stored)
    {
        var exact = Ticks.TryStore<TUnit>(value.Ticks, truncate, out stored);
        if (value.Ticks < 0 && TUnit.TicksPerUnit != 0)
            stored = value.Ticks / TUnit.TicksPerUnit;

        return exact;
    }

    public string Problem(TimeSpan value) => Ticks.Problem<TUnit>(value.ToString("c"), value.Ticks);

    public bool TryLoad(long stored, out TimeSpan value)
    {
        var loaded = Ticks.TryLoad<TUnit>(stored, out var ticks);
        value = new(ticks);
        return loaded;
    }

    public string LoadProblem(long stored) => Ticks.LoadProblem<TUnit>(stored, nameof(TimeSpan));
}
