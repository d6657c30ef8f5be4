namespace DataflowWrite.Columns.Building;

/// <summary>Ticks of 100 nanoseconds in another unit and back.</summary>
internal static class Ticks
{
    private const long NanosecondsPerTick = TimeSpan.NanosecondsPerTick;
    private const long MaxTicks = long.MaxValue / NanosecondsPerTick;

    /// <summary>Rounded down when truncation is asked for; false when something would be lost else, or there are too many.</summary>
    public static bool TryStore<TUnit>(long ticks, bool truncate, out long stored)
        where TUnit : struct, ITickUnit
    {
        if (TUnit.TicksPerUnit == 0)
        {
            stored = ticks * NanosecondsPerTick;
            return ticks is >= -MaxTicks and <= MaxTicks;
        }

        stored = ticks / TUnit.TicksPerUnit;
        var rest = ticks - (stored * TUnit.TicksPerUnit);
        if (rest == 0)
            return true;

        stored += rest >> 63;
        return truncate;
    }

    /// <summary>False when there is a part of a tick, or there are too many.</summary>
    public static bool TryLoad<TUnit>(long stored, out long ticks)
        where TUnit : struct, ITickUnit
    {
        if (TUnit.TicksPerUnit == 0)
        {
            ticks = stored / NanosecondsPerTick;
            return ticks * NanosecondsPerTick == stored;
        }

        ticks = unchecked(stored * TUnit.TicksPerUnit);
        return stored >= long.MinValue / TUnit.TicksPerUnit && stored <= long.MaxValue / TUnit.TicksPerUnit;
    }

    /// <summary>Why ticks cannot be stored.</summary>
    public static string Problem<TUnit>(string value, long ticks)
        where TUnit : struct, ITickUnit
        => TUnit.TicksPerUnit == 0
            ? $"{value} is outside of what 64 bits hold in nanoseconds. Choose a coarser unit."
            : $"{value} has ticks ({ticks % TUnit.TicksPerUnit} of {TUnit.TicksPerUnit:N0}) that the unit {TUnit.Name} loses. Choose a finer unit, or ask for truncation.";

    /// <summary>Why a stored number has no counterpart.</summary>
    public static string LoadProblem<TUnit>(long stored, string type)
        where TUnit : struct, ITickUnit
        => $"{stored} {TUnit.Name} is out of range for {type}, or finer than a tick of 100 ns.";
}
