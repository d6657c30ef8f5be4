namespace DataflowWrite.Partitioning.Transforms;

/// <summary>An hour that the clock of a time zone shows, under one offset from UTC: the hour that is shown twice is two of them.</summary>
/// <param name="Hour">Hours on the clock since 1970-01-01 00:00.</param>
/// <param name="OffsetMinutes">By how much the clock is ahead of UTC.</param>
internal readonly record struct ClockHour(long Hour, int OffsetMinutes);
