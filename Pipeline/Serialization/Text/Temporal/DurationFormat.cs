using DataflowWrite.Serialization.Text.Numbers;

namespace DataflowWrite.Serialization.Text.Temporal;

/// <summary>Durations in seconds by ISO 8601: <c>PT1.5S</c>, <c>-PT90S</c>, <c>PT0S</c>.</summary>
internal readonly struct DurationFormat<TScale> : IValueFormat<long>
    where TScale : ITimeScale
{
    public int MaxLength => 4 + Digits.MaxLength64 + ClockText.MaxFractionLength;

    public int Write(long value, Span<byte> destination)
    {
        var length = 0;
        if (value < 0)
            destination[length++] = (byte)'-';

        var (seconds, rest) = Math.DivRem(value < 0 ? 0UL - (ulong)value : (ulong)value, (ulong)TScale.PerSecond);
        var nanos = (int)(rest * (ulong)(TimeScales.NanosPerSecond / TScale.PerSecond));
        "PT"u8.CopyTo(destination[length..]);
        length += 2;
        length += Digits.Write(seconds, destination[length..]);
        length += ClockText.WriteTrimmedFraction(nanos, destination[length..]);
        destination[length] = (byte)'S';
        return length + 1;
    }
}
