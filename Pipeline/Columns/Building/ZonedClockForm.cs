using System.Globalization;

namespace DataflowWrite.Columns.Building;

/// <summary>
/// Date and time as an instant: of kind Utc as it is, of kind Local as its instant, of no kind refused, for it names no instant. What is read is Utc.
/// </summary>
internal readonly struct ZonedClockForm<TUnit>(bool truncate) : IStoredForm<DateTime, long>
    where TUnit : struct, ITickUnit
{
    public DateTime Blank => DateTime.UnixEpoch;

    public bool TryStore(DateTime value, out long stored)
    {
        if (value.Kind == DateTimeKind.Local)
            value = value.ToUniversalTime();

        return Ticks.TryStore<TUnit>(value.Ticks - DateTime.UnixEpoch.Ticks, truncate, out stored) && value.Kind == DateTimeKind.Utc;
    }

    public string Problem(DateTime value)
    {
        var text = value.ToString("O", CultureInfo.InvariantCulture);
        return value.Kind == DateTimeKind.Unspecified
            ? $"{text} is of no kind and names no instant, but the column has a time zone. Specify its kind, or leave out the time zone of the column."
            : Ticks.Problem<TUnit>(text, value.ToUniversalTime().Ticks);
    }

    public bool TryLoad(long stored, out DateTime value)
    {
        var loaded = Ticks.TryLoad<TUnit>(stored, out var ticks) && ClockRange.TryShift(ref ticks);
        value = loaded ? new(ticks, DateTimeKind.Utc) : default;
        return loaded;
    }

    public string LoadProblem(long stored) => Ticks.LoadProblem<TUnit>(stored, nameof(DateTime));
}
