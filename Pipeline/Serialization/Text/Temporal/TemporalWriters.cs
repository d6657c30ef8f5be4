using Apache.Arrow.Scalars;
using Apache.Arrow.Types;
using DataflowWrite.Columns;

namespace DataflowWrite.Serialization.Text.Temporal;

/// <summary>
/// The writers of dates, times, timestamps, durations and intervals, each in its ISO form or by a pattern.
/// </summary>
internal static class TemporalWriters<TMaker, TWriter>
    where TMaker : struct, IWriterMaker<TWriter>
{
    public static TWriter Create(TMaker maker, string name, IArrowType type, ValueFrame frame, ScalarStyles styles) => type switch
    {
        Date32Type when styles.Date is { } pattern
            => maker.Fixed<int, PatternDateFormat>(name, frame, new(pattern)),
        Date32Type => maker.Fixed<int, DateFormat>(name, frame, default),
        Date64Type => Timestamp<TimeScales.Millisecond>(maker, name, frame, null, styles.Date64),
        Time32Type { Unit: TimeUnit.Second } => Time32<TimeScales.Second>(maker, name, frame, styles.Time),
        Time32Type => Time32<TimeScales.Millisecond>(maker, name, frame, styles.Time),
        Time64Type { Unit: TimeUnit.Microsecond } => Time64<TimeScales.Microsecond>(maker, name, frame, styles.Time),
        Time64Type => Time64<TimeScales.Nanosecond>(maker, name, frame, styles.Time),
        TimestampType timestamp => Timestamp(maker, name, frame, timestamp, styles),
        DurationType duration => Duration(maker, name, frame, duration.Unit),
        IntervalType { Unit: IntervalUnit.YearMonth }
            => maker.Fixed<int, YearMonthFormat>(name, frame, default),
        IntervalType { Unit: IntervalUnit.DayTime }
            => maker.Fixed<DayTimeInterval, DayTimeFormat>(name, frame, default),
        _ => maker.Fixed<MonthDayNanosecondInterval, MonthDayNanoFormat>(name, frame, default),
    };

    private static TWriter Timestamp(TMaker maker, string name, ValueFrame frame, TimestampType type, ScalarStyles styles)
    {
        var zoned = !string.IsNullOrEmpty(type.Timezone);
        var zone = zoned ? ZoneOffsets.Parse(name, type.Timezone) : null;
        var pattern = zoned ? styles.ZonedTimestamp : styles.Timestamp;
        return type.Unit switch
        {
            TimeUnit.Second => Timestamp<TimeScales.Second>(maker, name, frame, zone, pattern),
            TimeUnit.Millisecond => Timestamp<TimeScales.Millisecond>(maker, name, frame, zone, pattern),
            TimeUnit.Microsecond => Timestamp<TimeScales.Microsecond>(maker, name, frame, zone, pattern),
            _ => Timestamp<TimeScales.Nanosecond>(maker, name, frame, zone, pattern),
        };
    }

    private static TWriter Timestamp<TScale>(TMaker maker, string name, ValueFrame frame, ZoneOffsets? zone, TemporalPattern? pattern)
        where TScale : ITimeScale
        => pattern is null
            ? maker.Fixed<long, TimestampFormat<TScale>>(name, frame, new(zone))
            : maker.Fixed<long, PatternTimestampFormat<TScale>>(name, frame, new(pattern, zone));

    private static TWriter Time32<TScale>(TMaker maker, string name, ValueFrame frame, TemporalPattern? pattern)
        where TScale : ITimeScale
        => pattern is null
            ? maker.Fixed<int, TimeFormat<int, TScale>>(name, frame, default)
            : maker.Fixed<int, PatternTimeFormat<int, TScale>>(name, frame, new(pattern));

    private static TWriter Time64<TScale>(TMaker maker, string name, ValueFrame frame, TemporalPattern? pattern)
        where TScale : ITimeScale
        => pattern is null
            ? maker.Fixed<long, TimeFormat<long, TScale>>(name, frame, default)
            : maker.Fixed<long, PatternTimeFormat<long, TScale>>(name, frame, new(pattern));

    private static TWriter Duration(TMaker maker, string name, ValueFrame frame, TimeUnit unit) => unit switch
    {
        TimeUnit.Second => maker.Fixed<long, DurationFormat<TimeScales.Second>>(name, frame, default),
        TimeUnit.Millisecond => maker.Fixed<long, DurationFormat<TimeScales.Millisecond>>(name, frame, default),
        TimeUnit.Microsecond => maker.Fixed<long, DurationFormat<TimeScales.Microsecond>>(name, frame, default),
        _ => maker.Fixed<long, DurationFormat<TimeScales.Nanosecond>>(name, frame, default),
    };
}
