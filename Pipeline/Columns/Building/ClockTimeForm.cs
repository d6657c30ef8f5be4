using System.Globalization;
using System.Numerics;

namespace DataflowWrite.Columns.Building;

/// <summary>Times of day.</summary>
/// <typeparam name="TStored">32 bits for seconds and milliseconds, 64 for finer units.</typeparam>
/// <typeparam name="TUnit">The unit.</typeparam>
internal readonly struct ClockTimeForm<TStored, TUnit>(bool truncate) : IStoredForm<TimeOnly, TStored>
    where TStored : unmanaged, IBinaryInteger<TStored>
    where TUnit : struct, ITickUnit
{
    public TimeOnly Blank => TimeOnly.MinValue;

    public bool TryStore(TimeOnly value, out TStored stored)
    {
        var exact = Ticks.TryStore<TUnit>(value.Ticks, truncate, out var units);
        stored = TStored.CreateTruncating(units);
        return exact;
    }

    public string Problem(TimeOnly value) => Ticks.Problem<TUnit>(value.ToString("O", CultureInfo.InvariantCulture), value.Ticks);

    public bool TryLoad(TStored stored, out TimeOnly value)
    {
        var loaded = Ticks.TryLoad<TUnit>(long.CreateTruncating(stored), out var ticks) && ticks is >= 0 and < TimeSpan.TicksPerDay;
        value = loaded ? new(ticks) : default;
        return loaded;
    }

    public string LoadProblem(TStored stored) => Ticks.LoadProblem<TUnit>(long.CreateTruncating(stored), nameof(TimeOnly));
}
