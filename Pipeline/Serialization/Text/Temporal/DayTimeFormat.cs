using Apache.Arrow.Scalars;

namespace DataflowWrite.Serialization.Text.Temporal;

/// <summary>Intervals of days and milliseconds: <c>P1DT0.5S</c>.</summary>
internal readonly struct DayTimeFormat : IValueFormat<DayTimeInterval>
{
    public int MaxLength => IntervalText.MaxLength;

    public int Write(DayTimeInterval value, Span<byte> destination)
        => IntervalText.Write(0, value.Days, value.Milliseconds * 1_000_000L, destination);
}
