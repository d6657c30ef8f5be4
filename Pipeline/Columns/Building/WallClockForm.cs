using System.Globalization;

namespace DataflowWrite.Columns.Building;

/// <summary>
/// Date and time as a clock on the wall shows it, without a zone: of no kind or of kind Utc as it is, of kind Local refused, for it would depend on the
/// machine. What is read has no kind.
/// </summary>
internal readonly struct WallClockForm<TUnit>(bool truncate) : IStoredForm<DateTime, long>
    where TUnit : struct, ITickUnit
{
    public DateTime Blank => DateTime.UnixEpoch;

    public bool TryStore(DateTime value, out long stored)
        => Ticks.TryStore<TUnit>(value.Ticks - DateTime.UnixEpoch.Ticks, truncate, out stored) && value.Kind != DateTimeKind.Local;

    public string Problem(DateTime value)
    {
        var text = value.ToString("O", CultureInfo.InvariantCulture);
        return value.Kind == DateTimeKind.Local
            ? $"{text} is the local time of this machine, but the column has no time zone. Convert it to UTC, or give the column a time zone."
            : Ticks.Problem<TUnit>(text, value.Ticks);
    }

    public bool TryLoad(long stored, out DateTime value)
    {
        var loaded = Ticks.TryLoad<TUnit>(stored, out var ticks) && ClockRange.TryShift(ref ticks);
        value = loaded ? new(ticks) : default;
        return loaded;
    }

    public string LoadProblem(long stored) => Ticks.LoadProblem<TUnit>(stored, nameof(DateTime));
}
