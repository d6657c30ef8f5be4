using Apache.Arrow.Types;
using DataflowWrite.Columns;
using DataflowWrite.Partitioning.Keys;

namespace DataflowWrite.Partitioning.Transforms;

/// <summary>The year, month, day or hour of dates and timestamps.</summary>
/// <param name="Period">Which of them.</param>
/// <param name="Zone">Whose calendar and clock; null for UTC, and for those of a column without a zone.</param>
internal sealed record TimeTransform(TimePeriod Period, string? Zone) : PartitionTransform
{
    private const long MillisecondsPerDay = 86_400_000;

    // The hours of almost two years.
    private const int RememberedHours = 16_384;

    internal override string NameSuffix => "_" + PeriodName;

    internal override string Sources => Zone is not null ? "timestamps that have a time zone"
        : Period == TimePeriod.Hour ? "timestamps"
        : "dates and timestamps";

    /// <summary>The period as names of directories and texts of fields have it.</summary>
    public string PeriodName => Period switch
    {
        TimePeriod.Year => "year",
        TimePeriod.Month => "month",
        TimePeriod.Day => "day",
        _ => "hour",
    };

    public override string ToString() => Zone is null ? PeriodName : $"{PeriodName}[{Zone}]";

    internal override KeyColumn? CreateColumn(string name, IArrowType type) => type switch
    {
        TimestampType t when Zone is null => OfClock(t.Unit),
        TimestampType { Timezone.Length: > 0 } t => OfInstants(t.Unit, ZoneOffsets.Parse(Zone!, RememberedHours)),
        _ when Zone is not null || Period == TimePeriod.Hour => null,
        Date32Type => OfDates<int>(1),
        Date64Type => OfDates<long>(MillisecondsPerDay),
        _ => null,
    };

    private KeyColumn OfClock(TimeUnit unit) => Period == TimePeriod.Hour
        ? new FixedKeyColumn<long, long, HourOfTimestamp>(
            new(TemporalText.PerSecond(unit) * ClockHourText.SecondsPerHour), TemporalText.OfHour)
        : OfDates<long>(TemporalText.PerSecond(unit) * TemporalText.SecondsPerDay);

    private KeyColumn OfDates<T>(long unitsPerDay)
        where T : unmanaged, System.Numerics.IBinaryInteger<T>
        => Period switch
        {
            TimePeriod.Year => new FixedKeyColumn<T, long, PeriodOfDate<T, DayPeriods.Year>>(new(unitsPerDay), TemporalText.OfYear),
            TimePeriod.Month => new FixedKeyColumn<T, long, PeriodOfDate<T, DayPeriods.Month>>(new(unitsPerDay), TemporalText.OfMonth),
            _ => new FixedKeyColumn<T, long, PeriodOfDate<T, DayPeriods.Day>>(new(unitsPerDay), TemporalText.OfDate),
        };

    private KeyColumn OfInstants(TimeUnit unit, ZoneOffsets zone)
    {
        var perSecond = TemporalText.PerSecond(unit);
        return Period switch
        {
            TimePeriod.Year => new FixedKeyColumn<long, long, PeriodInZone<DayPeriods.Year>>(new(zone, perSecond), TemporalText.OfYear),
            TimePeriod.Month => new FixedKeyColumn<long, long, PeriodInZone<DayPeriods.Month>>(new(zone, perSecond), TemporalText.OfMonth),
            TimePeriod.Day => new FixedKeyColumn<long, long, PeriodInZone<DayPeriods.Day>>(new(zone, perSecond), TemporalText.OfDate),
            _ => new FixedKeyColumn<long, ClockHour, HourInZone>(new(zone, perSecond), hour => ClockHourText.Of(hour, zone)),
        };
    }
}
