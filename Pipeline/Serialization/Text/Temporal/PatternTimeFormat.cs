using System.Numerics;

namespace DataflowWrite.Serialization.Text.Temporal;

/// <summary>Times of day by a pattern.</summary>
internal readonly struct PatternTimeFormat<T, TScale>(TemporalPattern pattern) : IValueFormat<T>
    where T : unmanaged, IBinaryInteger<T>
    where TScale : ITimeScale
{
    public int MaxLength => pattern.MaxLength;

    public int Write(T value, Span<byte> destination)
    {
        var (seconds, nanos) = TimeScales.Split<TScale>(long.CreateTruncating(value));
        return pattern.Write(TemporalParts.FromTime(seconds, nanos), destination);
    }
}
