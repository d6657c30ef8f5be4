using DataflowWrite.Partitioning.Keys;

namespace DataflowWrite.Partitioning.Transforms;

/// <summary>The hour of timestamps whose count of units is read as it is.</summary>
internal readonly struct HourOfTimestamp(long unitsPerHour) : IKeyMap<long, long>
{
    public long Of(long value) => TemporalText.FloorDivide(value, unitsPerHour);
}
