using System.Globalization;

namespace DataflowWrite.Columns.Building;

/// <summary>Instants with an offset, which is not stored: what is read has the offset zero.</summary>
internal readonly struct InstantForm<TUnit>(bool truncate) : IStoredForm<DateTimeOffset, long>
    where TUnit : struct, ITickUnit
{
    public DateTimeOffset Blank => DateTimeOffset.UnixEpoch;

    public bool TryStore(DateTimeOffset value, out long stored)
        => Ticks.TryStore<TUnit>(value.UtcTicks - DateTime.UnixEpoch.Ticks, truncate, out stored);

    public string Problem(DateTimeOffset value)
        => Ticks.Problem<TUnit>(value.ToString("O", CultureInfo.InvariantCulture), value.UtcTicks);

    public bool TryLoad(long stored, out DateTimeOffset value)
    {
        var loaded = Ticks.TryLoad<TUnit>(stored, out var ticks) && ClockRange.TryShift(ref ticks);
        value = loaded ? new(ticks, TimeSpan.Zero) : default;
        return loaded;
    }

    public string LoadProblem(long stored) => Ticks.LoadProblem<TUnit>(stored, nameof(DateTimeOffset));
}
