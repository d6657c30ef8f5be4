namespace DataflowWrite.Serialization.Text.Temporal;

/// <summary>Days since 1970-01-01 as <c>yyyy-MM-dd</c>.</summary>
internal readonly struct DateFormat : IValueFormat<int>
{
    public int MaxLength => CivilDate.MaxLength;

    public int Write(int value, Span<byte> destination) => CivilDate.Write(value, destination);
}
