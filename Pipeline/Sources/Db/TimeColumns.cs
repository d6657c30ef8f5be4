using Apache.Arrow.Types;

namespace DataflowWrite.Sources.Db;

/// <summary>Dates and times in the Arrow types that can hold them; null where none of them fits the type.</summary>
internal static class TimeColumns
{
    public static IValueColumn<DateTime>? OfDateTime(IArrowType type) => type switch
    {
        TimestampType t => new FixedValueColumn<DateTime, long, DateTimeConverter>(type, new(t)),
        Date32Type => new FixedValueColumn<DateTime, int, MidnightConverter>(type, default),
        _ => null,
    };

    public static IValueColumn<DateTimeOffset>? OfDateTimeOffset(IArrowType type) => type switch
    {
        TimestampType { Timezone: { Length: > 0 } } t
            => new FixedValueColumn<DateTimeOffset, long, DateTimeOffsetConverter>(type, new(t)),
        _ => null,
    };

    public static IValueColumn<DateOnly>? OfDate(IArrowType type)
        => type is Date32Type ? new FixedValueColumn<DateOnly, int, DateConverter>(type, default) : null;

    public static IValueColumn<TimeOnly>? OfTime(IArrowType type) => type switch
    {
        Time32Type t => new FixedValueColumn<TimeOnly, int, TimeConverter<int>>(type, new(t.Unit)),
        Time64Type t => new FixedValueColumn<TimeOnly, long, TimeConverter<long>>(type, new(t.Unit)),
        _ => null,
    };

    public static IValueColumn<TimeSpan>? OfTimeSpan(IArrowType type) => type switch
    {
        Time32Type t => new FixedValueColumn<TimeSpan, int, TimeSpanTimeConverter<int>>(type, new(t.Unit)),
        Time64Type t => new FixedValueColumn<TimeSpan, long, TimeSpanTimeConverter<long>>(type, new(t.Unit)),
        DurationType t => new FixedValueColumn<TimeSpan, long, DurationConverter>(type, new(t.Unit)),
        _ => null,
    };
}
