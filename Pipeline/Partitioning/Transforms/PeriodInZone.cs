using DataflowWrite.Columns;
using DataflowWrite.Partitioning.Keys;

namespace DataflowWrite.Partitioning.Transforms;

/// <summary>The period of instants by the calendar of a time zone.</summary>
internal readonly struct PeriodInZone<TPeriod>(ZoneOffsets zone, long unitsPerSecond) : IKeyMap<long, long>
    where TPeriod : struct, IDayPeriod
{
    public long Of(long value)
    {
        var seconds = TemporalText.FloorDivide(value, unitsPerSecond);
        var local = seconds + (zone.MinutesAt(seconds) * 60L);
        return TPeriod.OfDay(TemporalText.FloorDivide(local, TemporalText.SecondsPerDay));
    }
}
