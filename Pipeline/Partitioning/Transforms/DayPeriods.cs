using DataflowWrite.Partitioning.Keys;

namespace DataflowWrite.Partitioning.Transforms;

/// <summary>The periods of whole days.</summary>
internal static class DayPeriods
{
    internal readonly struct Year : IDayPeriod
    {
        public static long OfDay(long day) => TemporalText.YearOfDay(day);
    }

    internal readonly struct Month : IDayPeriod
    {
        public static long OfDay(long day) => TemporalText.MonthOfDay(day);
    }

    internal readonly struct Day : IDayPeriod
    {
        public static long OfDay(long day) => day;
    }
}
