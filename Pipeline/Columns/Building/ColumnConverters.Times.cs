using Apache.Arrow.Types;

namespace DataflowWrite.Columns.Building;

/// <content>Dates and times.</content>
public static partial class ColumnConverters
{
    /// <summary>Dates.</summary>
    public static ColumnConverter<DateOnly> Date() => new FixedConverter<DateOnly, int, DateForm>(Date32Type.Default, default);

    /// <summary>Instants, in a column that states a time zone.</summary>
    public static ColumnConverter<DateTimeOffset> Instant(TimeUnit unit, string timeZone, bool truncate)
        => new UnitConverter<DateTimeOffset>(unit, other => InstantOf(other, timeZone, truncate));

    /// <summary>
    /// Date and time. With a time zone an instant: of kind Local as its instant, of no kind an error. Without one a wall clock: of kind Local an error.
    /// </summary>
    public static ColumnConverter<DateTime> Clock(TimeUnit unit, string? timeZone, bool truncate)
        => new UnitConverter<DateTime>(unit, other => ClockOf(other, timeZone, truncate));

    /// <summary>Spans of time.</summary>
    public static ColumnConverter<TimeSpan> Duration(TimeUnit unit, bool truncate)
        => new UnitConverter<TimeSpan>(unit, other => DurationOf(other, truncate));

    /// <summary>Times of day.</summary>
    public static ColumnConverter<TimeOnly> Time(TimeUnit unit, bool truncate)
        => new UnitConverter<TimeOnly>(unit, other => TimeOf(other, truncate));

    private static ColumnConverter<DateTimeOffset> InstantOf(TimeUnit unit, string timeZone, bool truncate) => unit switch
    {
        TimeUnit.Second => Instant<SecondUnit>(timeZone, truncate),
        TimeUnit.Millisecond => Instant<MillisecondUnit>(timeZone, truncate),
        TimeUnit.Microsecond => Instant<MicrosecondUnit>(timeZone, truncate),
        _ => Instant<NanosecondUnit>(timeZone, truncate),
    };

    private static ColumnConverter<DateTime> ClockOf(TimeUnit unit, string? timeZone, bool truncate) => unit switch
    {
        TimeUnit.Second => Clock<SecondUnit>(timeZone, truncate),
        TimeUnit.Millisecond => Clock<MillisecondUnit>(timeZone, truncate),
        TimeUnit.Microsecond => Clock<MicrosecondUnit>(timeZone, truncate),
        _ => Clock<NanosecondUnit>(timeZone, truncate),
    };

    private static ColumnConverter<TimeSpan> DurationOf(TimeUnit unit, bool truncate) => unit switch
    {
        TimeUnit.Second => new FixedConverter<TimeSpan, long, DurationForm<SecondUnit>>(DurationType.Second, new(truncate)),
        TimeUnit.Millisecond => new FixedConverter<TimeSpan, long, DurationForm<MillisecondUnit>>(DurationType.Millisecond, new(truncate)),
        TimeUnit.Microsecond => new FixedConverter<TimeSpan, long, DurationForm<MicrosecondUnit>>(DurationType.Microsecond, new(truncate)),
        _ => new FixedConverter<TimeSpan, long, DurationForm<NanosecondUnit>>(DurationType.Nanosecond, new(truncate)),
    };

    private static ColumnConverter<TimeOnly> TimeOf(TimeUnit unit, bool truncate) => unit switch
    {
        TimeUnit.Second => new FixedConverter<TimeOnly, int, ClockTimeForm<int, SecondUnit>>(new Time32Type(unit), new(truncate)),
        TimeUnit.Millisecond => new FixedConverter<TimeOnly, int, ClockTimeForm<int, MillisecondUnit>>(new Time32Type(unit), new(truncate)),
        TimeUnit.Microsecond => new FixedConverter<TimeOnly, long, ClockTimeForm<long, MicrosecondUnit>>(new Time64Type(unit), new(truncate)),
        _ => new FixedConverter<TimeOnly, long, ClockTimeForm<long, NanosecondUnit>>(new Time64Type(unit), new(truncate)),
    };

    private static FixedConverter<DateTimeOffset, long, InstantForm<TUnit>> Instant<TUnit>(string timeZone, bool truncate)
        where TUnit : struct, ITickUnit
        => new(new TimestampType(TUnit.Unit, timeZone), new(truncate));

    private static ColumnConverter<DateTime> Clock<TUnit>(string? timeZone, bool truncate)
        where TUnit : struct, ITickUnit
        => timeZone is null
            ? new FixedConverter<DateTime, long, WallClockForm<TUnit>>(new TimestampType(TUnit.Unit, (string?)null), new(truncate))
            : new FixedConverter<DateTime, long, ZonedClockForm<TUnit>>(new TimestampType(TUnit.Unit, timeZone), new(truncate));
}
