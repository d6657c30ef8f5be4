using System.Numerics;
using DataflowWrite.Partitioning.Keys;

namespace DataflowWrite.Partitioning.Transforms;

/// <summary>
/// The period of dates, and of timestamps whose count of units is read as it is: UTC, or the clock of a column without a zone.
/// </summary>
internal readonly struct PeriodOfDate<T, TPeriod>(long unitsPerDay) : IKeyMap<T, long>
    where T : unmanaged, IBinaryInteger<T>
    where TPeriod : struct, IDayPeriod
{
    public long Of(T value) => TPeriod.OfDay(TemporalText.FloorDivide(long.CreateTruncating(value), unitsPerDay));
}
