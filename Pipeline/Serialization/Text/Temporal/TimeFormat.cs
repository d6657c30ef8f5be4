using System.Numerics;
using DataflowWrite.Serialization.Text.Numbers;

namespace DataflowWrite.Serialization.Text.Temporal;

/// <summary>
/// Times of day as <c>HH:mm:ss[.fraction]</c>. A value outside a day, which Arrow does not allow, keeps its meaning: more
/// than 23 hours, or a minus sign.
/// </summary>
internal readonly struct TimeFormat<T, TScale> : IValueFormat<T>
    where T : unmanaged, IBinaryInteger<T>
    where TScale : ITimeScale
{
    public int MaxLength => 1 + Digits.MaxLength64 + ClockText.MaxLength;

    public int Write(T value, Span<byte> destination)
    {
        var (seconds, nanos) = TimeScales.Split<TScale>(long.CreateTruncating(value));
        return (ulong)seconds < TimeScales.SecondsPerDay
            ? ClockText.Write((int)seconds, nanos, destination)
            : WriteOutside(seconds, nanos, destination);
    }

    private static int WriteOutside(long seconds, int nanos, Span<byte> destination)
    {
        var length = 0;
        if (seconds < 0)
        {
            destination[length++] = (byte)'-';
            (seconds, nanos) = nanos == 0 ? (-seconds, 0) : (-seconds - 1, TimeScales.NanosPerSecond - nanos);
        }

        var (hours, rest) = Math.DivRem((ulong)seconds, 3_600);
        if (hours < 24)
            return length + ClockText.Write((int)seconds, nanos, destination[length..]);

        if (hours < 100)
            destination[length++] = (byte)('0' + (hours / 10));

        length += Digits.Write(hours < 100 ? hours % 10 : hours, destination[length..]);
        Span<byte> clock = stackalloc byte[ClockText.MaxLength];
        var written = ClockText.Write((int)rest, nanos, clock);
        clock[2..written].CopyTo(destination[length..]);
        return length + written - 2;
    }
}
