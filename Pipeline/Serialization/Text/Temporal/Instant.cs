using DataflowWrite.Columns;

namespace DataflowWrite.Serialization.Text.Temporal;

/// <summary>A timestamp taken apart, in the local time of its zone where it has one.</summary>
internal readonly record struct Instant(long Day, int SecondOfDay, int Nanos, int OffsetMinutes)
{
    public static Instant From<TScale>(long value, ZoneOffsets? zone)
        where TScale : ITimeScale
    {
        var (seconds, nanos) = TimeScales.Split<TScale>(value);
        var (day, second) = TimeScales.FloorDivide(seconds, TimeScales.SecondsPerDay);
        if (zone is null)
            return new Instant(day, (int)second, nanos, 0);

        var offset = zone.MinutesAt(seconds);
        second += offset * 60;
        var (shift, local) = TimeScales.FloorDivide(second, TimeScales.SecondsPerDay);
        return new Instant(day + shift, (int)local, nanos, offset);
    }
}
