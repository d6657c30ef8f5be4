using Apache.Arrow.Scalars;
using Apache.Arrow.Types;
using DataflowWrite.Columns;

namespace DataflowWrite.Serialization.Text.Temporal;

/// <summary>
/// The columns of dates, times, timestamps, durations and intervals, each in its ISO form or by a pattern.
/// </summary>
internal static class TemporalColumns
{
    public static ColumnWriter Create(string name, IArrowType type, ValueFrame frame, ScalarStyles styles) => type switch
    {
        Date32Type when styles.Date is { } pattern
            => ScalarColumns.Fixed<int, PatternDateFormat>(name, frame, new(pattern)),
        Date32Type => ScalarColumns.Fixed<int, DateFormat>(name, frame, default),
        Date64Type => Timestamp<TimeScales.Millisecond>(name, frame, null, styles.Date64),
        Time32Type { Unit: TimeUnit.Second } => Time32<TimeScales.Second>(name, frame, styles.Time),
        Time32Type => Time32<TimeScales.Millisecond>(name, frame, styles.Time),
        Time64Type { Unit: TimeUnit.Microsecond } => Time64<TimeScales.Microsecond>(name, frame, styles.Time),
        Time64Type => Time64<TimeScales.Nanosecond>(name, frame, styles.Time),
        TimestampType timestamp => Timestamp(name, frame, timestamp, styles),
        DurationType duration => Duration(name, frame, duration.Unit),
        IntervalType { Unit: IntervalUnit.YearMonth }
            => ScalarColumns.Fixed<int, YearMonthFormat>(name, frame, default),
        IntervalType { Unit: IntervalUnit.DayTime }
            => ScalarColumns.Fixed<DayTimeInterval, DayTimeFormat>(name, frame, default),
        _ => ScalarColumns.Fixed<MonthDayNanosecondInterval, MonthDayNanoFormat>(name, frame, default),
    };

    private static ColumnWriter Timestamp(string name, ValueFrame frame, TimestampType type, ScalarStyles styles)
    {
        var zoned = !string.IsNullOrEmpty(type.Timezone);
        var zone = zoned ? ZoneOffsets.Parse(name, type.Timezone) : null;
        var pattern = zoned ? styles.ZonedTimestamp : styles.Timestamp;
        return type.Unit switch
        {
            TimeUnit.Second => Timestamp<TimeScales.Second>(name, frame, zone, pattern),
            TimeUnit.Millisecond => Timestamp<TimeScales.Millisecond>(name, frame, zone, pattern),
            TimeUnit.Microsecond => Timestamp<TimeScales.Microsecond>(name, frame, zone, pattern),
            _ => Timestamp<TimeScales.Nanosecond>(name, frame, zone, pattern),
        };
    }

    private static ColumnWriter Timestamp<TScale>(string name, ValueFrame frame, ZoneOffsets? zone, TemporalPattern? pattern)
        where TScale : ITimeScale
        => pattern is null
            ? ScalarColumns.Fixed<long, TimestampFormat<TScale>>(name, frame, new(zone))
            : ScalarColumns.Fixed<long, PatternTimestampFormat<TScale>>(name, frame, new(pattern, zone));

    private static ColumnWriter Time32<TScale>(string name, ValueFrame frame, TemporalPattern? pattern)
        where TScale : ITimeScale
        => pattern is null
            ? ScalarColumns.Fixed<int, TimeFormat<int, TScale>>(name, frame, default)
            : ScalarColumns.Fixed<int, PatternTimeFormat<int, TScale>>(name, frame, new(pattern));

    private static ColumnWriter Time64<TScale>(string name, ValueFrame frame, TemporalPattern? pattern)
        where TScale : ITimeScale
        => pattern is null
            ? ScalarColumns.Fixed<long, TimeFormat<long, TScale>>(name, frame, default)
            : ScalarColumns.Fixed<long, PatternTimeFormat<long, TScale>>(name, frame, new(pattern));

    private static ColumnWriter Duration(string name, ValueFrame frame, TimeUnit unit) => unit switch
    {
        TimeUnit.Second => ScalarColumns.Fixed<long, DurationFormat<TimeScales.Second>>(name, frame, default),
        TimeUnit.Millisecond => ScalarColumns.Fixed<long, DurationFormat<TimeScales.Millisecond>>(name, frame, default),
        TimeUnit.Microsecond => ScalarColumns.Fixed<long, DurationFormat<TimeScales.Microsecond>>(name, frame, default),
        _ => ScalarColumns.Fixed<long, DurationFormat<TimeScales.Nanosecond>>(name, frame, default),
    };
}
