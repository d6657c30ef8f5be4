using System.Runtime.CompilerServices;
using DataflowWrite.Columns;

namespace DataflowWrite.Serialization.Text.Temporal;

/// <summary>
/// Time since 1970-01-01 as <c>yyyy-MM-ddTHH:mm:ss[.fraction]</c>, and with a zone as RFC 3339: the zone's local time and
/// its offset, <c>Z</c> where that is zero.
/// </summary>
internal struct TimestampFormat<TScale>(ZoneOffsets? zone) : IValueFormat<long>
    where TScale : ITimeScale
{
    private const long MicrosPerSecond = 1_000_000;

    private MinuteText _minute;

    public readonly int MaxLength => MinuteText.MaxLength + 2 + ClockText.MaxFractionLength + ClockText.MaxOffsetLength;

    public int Write(long value, Span<byte> destination)
    {
        var (minute, rest) = TimeScales.FloorDivide(value, TScale.PerSecond * 60);
        var offset = zone is null ? 0 : zone.MinutesAt((minute * 60) + (rest / TScale.PerSecond));
        var length = _minute.Write(minute + offset, destination);
        length += WriteRest(rest, destination[length..]);
        if (zone is null)
            return length;

        if (offset != 0)
            return length + ClockText.WriteOffset(offset, destination[length..]);

        destination[length] = (byte)'Z';
        return length + 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int WriteRest(long rest, Span<byte> destination)
    {
        if (TScale.PerSecond <= MicrosPerSecond && destination.Length > sizeof(ulong))
            return ClockText.WriteMicros((uint)rest * (uint)(MicrosPerSecond / TScale.PerSecond), destination);

        var (second, fraction) = Math.DivRem(rest, TScale.PerSecond);
        return ClockText.WriteSecond((int)second, (int)(fraction * (TimeScales.NanosPerSecond / TScale.PerSecond)), destination);
    }
}
