namespace DataflowWrite.Serialization.Text.Temporal;

/// <summary>What the fields of a pattern write. A time outside a day has more than 23 hours, or is negative.</summary>
internal readonly record struct TemporalParts(
    CivilDate Date, bool Negative, long Hour, int Minute, int Second, int Nanos, int OffsetMinutes)
{
    public static TemporalParts FromDay(long day) => new(CivilDate.FromEpochDays(day), false, 0, 0, 0, 0, 0);

    public static TemporalParts FromInstant(in Instant instant)
        => new(
            CivilDate.FromEpochDays(instant.Day), false, instant.SecondOfDay / 3_600, instant.SecondOfDay / 60 % 60,
            instant.SecondOfDay % 60, instant.Nanos, instant.OffsetMinutes);

    public static TemporalParts FromTime(long seconds, int nanos)
    {
        var negative = seconds < 0;
        if (negative)
            (seconds, nanos) = nanos == 0 ? (-seconds, 0) : (-seconds - 1, TimeScales.NanosPerSecond - nanos);

        return new(default, negative, seconds / 3_600, (int)(seconds / 60 % 60), (int)(seconds % 60), nanos, 0);
    }
}
