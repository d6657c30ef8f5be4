namespace DataflowWrite.Serialization.Text.Temporal;

/// <summary>Days since 1970-01-01 by a pattern.</summary>
internal readonly struct PatternDateFormat(TemporalPattern pattern) : IValueFormat<int>
{
    public int MaxLength => pattern.MaxLength;

    public int Write(int value, Span<byte> destination) => pattern.Write(TemporalParts.FromDay(value), destination);
}
