namespace DataflowWrite.Serialization.Text.Temporal;

/// <summary>Intervals of months: <c>P1Y2M</c>, and <c>PT0S</c> for none.</summary>
internal readonly struct YearMonthFormat : IValueFormat<int>
{
    public int MaxLength => IntervalText.MaxLength;

    public int Write(int value, Span<byte> destination) => IntervalText.Write(value, 0, 0, destination);
}
