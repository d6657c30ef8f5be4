using Apache.Arrow.Types;

namespace DataflowWrite.Sources.Values;

/// <summary>
/// A point in time as read: seconds since 1970 (UTC when the text had an offset, else wall clock) and nanoseconds.
/// </summary>
internal readonly record struct IsoInstant(long Seconds, int Nanoseconds, bool HasOffset)
{
    /// <summary>
    /// The count of units since 1970; false when the unit is too coarse for the fraction, or int64 too small.
    /// </summary>
    public bool TryCount(TimeUnit unit, out long count)
    {
        var perSecond = unit.PerSecond();
        var nanosecondsPerUnit = (int)(1_000_000_000 / perSecond);
        count = 0;
        if (Nanoseconds % nanosecondsPerUnit != 0)
            return false;

        var total = (Int128)Seconds * perSecond + Nanoseconds / nanosecondsPerUnit;
        count = (long)total;
        return total == count;
    }
}
