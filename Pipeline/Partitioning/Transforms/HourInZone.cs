using DataflowWrite.Columns;
using DataflowWrite.Partitioning.Keys;

namespace DataflowWrite.Partitioning.Transforms;

/// <summary>The hour of instants by the clock of a time zone.</summary>
internal readonly struct HourInZone(ZoneOffsets zone, long unitsPerSecond) : IKeyMap<long, ClockHour>
{
    public ClockHour Of(long value)
    {
        var seconds = TemporalText.FloorDivide(value, unitsPerSecond);
        var offset = zone.MinutesAt(seconds);
        return new(TemporalText.FloorDivide(seconds + (offset * 60L), ClockHourText.SecondsPerHour), offset);
    }
}
