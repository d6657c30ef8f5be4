namespace DataflowWrite.Serialization.Text.Temporal;

/// <summary>Days since 1970-01-01 as <c>yyyy-MM-dd</c>.</summary>
internal struct DateFormat : IValueFormat<int>
{
    private DayText _day;

    public readonly int MaxLength => CivilDate.MaxLength;

    public int Write(int value, Span<byte> destination) => _day.Write(value, destination);
}
