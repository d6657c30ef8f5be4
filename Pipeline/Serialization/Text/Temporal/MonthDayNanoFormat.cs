using Apache.Arrow.Scalars;

namespace DataflowWrite.Serialization.Text.Temporal;

/// <summary>Intervals of months, days and nanoseconds: <c>P1Y2M3DT0.5S</c>.</summary>
internal readonly struct MonthDayNanoFormat : IValueFormat<MonthDayNanosecondInterval>
{
    public int MaxLength => IntervalText.MaxLength;

    public int Write(MonthDayNanosecondInterval value, Span<byte> destination)
        => IntervalText.Write(value.Months, value.Days, value.Nanoseconds, destination);
}
