using DataflowWrite.Columns;

namespace DataflowWrite.Serialization.Text.Temporal;

/// <summary>Time since 1970-01-01 by a pattern, in the local time of its zone.</summary>
internal readonly struct PatternTimestampFormat<TScale>(TemporalPattern pattern, ZoneOffsets? zone) : IValueFormat<long>
    where TScale : ITimeScale
{
    public int MaxLength => pattern.MaxLength;

    public int Write(long value, Span<byte> destination)
        => pattern.Write(TemporalParts.FromInstant(Instant.From<TScale>(value, zone)), destination);
}
