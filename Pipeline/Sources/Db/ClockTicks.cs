using Apache.Arrow.Types;
using DataflowWrite.Sources.Values;

namespace DataflowWrite.Sources.Db;

/// <summary>The 100-nanosecond ticks of .NET in the units of Arrow; what a unit cannot say does not fit it.</summary>
internal static class ClockTicks
{
    private const long NanosecondsPerTick = 100;

    public static bool TryCount(long ticks, TimeUnit unit, out long count)
    {
        if (unit == TimeUnit.Nanosecond)
        {
            count = unchecked(ticks * NanosecondsPerTick);
            return ticks is >= long.MinValue / NanosecondsPerTick and <= long.MaxValue / NanosecondsPerTick;
        }

        var ticksPerUnit = TimeSpan.TicksPerSecond / unit.PerSecond();
        count = ticks / ticksPerUnit;
        return count * ticksPerUnit == ticks;
    }

    /// <summary>A time of day, from midnight on and before the next.</summary>
    public static bool TryTime(long ticks, TimeUnit unit, out long count)
        => TryCount(ticks, unit, out count) && ticks is >= 0 and < TimeSpan.TicksPerDay;
}
