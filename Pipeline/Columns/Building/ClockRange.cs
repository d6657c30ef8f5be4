namespace DataflowWrite.Columns.Building;

/// <summary>The years 1 to 9999.</summary>
internal static class ClockRange
{
    /// <summary>Ticks since 1970 to ticks since the year 1; false outside of the range.</summary>
    public static bool TryShift(ref long ticks)
    {
        if (ticks < -DateTime.UnixEpoch.Ticks || ticks > DateTime.MaxValue.Ticks - DateTime.UnixEpoch.Ticks)
            return false;

        ticks += DateTime.UnixEpoch.Ticks;
        return true;
    }
}
