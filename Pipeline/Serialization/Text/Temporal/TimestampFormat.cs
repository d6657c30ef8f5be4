using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
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
    private const int LastSecond = 59;

    private MinuteText _minute;

    // The value at which the minute starts, and how many from there on are known to have its text and offset: none at first.
    private long _start;
    private ulong _count;
    private ulong _offset;
    private int _offsetLength;

    public readonly int MaxLength => MinuteText.MaxLength + 2 + ClockText.MaxFractionLength + ClockText.MaxOffsetLength;

    private static long PerMinute => TScale.PerSecond * 60;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Write(long value, Span<byte> destination)
    {
        var rest = value - _start;
        if ((ulong)rest >= _count)
            rest = SetMinute(value);

        ref var start = ref MemoryMarshal.GetReference(destination);
        var length = _minute.Write(ref start);
        length += WriteRest(rest, ref Unsafe.Add(ref start, length));
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref start, length), _offset);
        return length + _offsetLength;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private long SetMinute(long value)
    {
        var (minute, rest) = TimeScales.FloorDivide(value, PerMinute);
        var second = minute * 60;
        var minutes = zone?.MinutesAt(second + (rest / TScale.PerSecond)) ?? 0;
        _minute.Set(minute + minutes);
        SetOffset(minutes);

        // An offset can change within a minute, and the first and the last one reach beyond what 64 bits hold.
        var isWhole = zone is null || (zone.MinutesAt(second) == minutes && zone.MinutesAt(second + LastSecond) == minutes);
        _start = value - rest;
        _count = isWhole && _start <= value && _start <= long.MaxValue - PerMinute ? (ulong)PerMinute : 0;
        return rest;
    }

    private void SetOffset(int minutes)
    {
        Span<byte> text = stackalloc byte[sizeof(ulong)];
        text[0] = (byte)'Z';
        _offsetLength = zone is null ? 0 : minutes == 0 ? 1 : ClockText.WriteOffset(minutes, text);
        _offset = MemoryMarshal.Read<ulong>(text);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int WriteRest(long rest, ref byte destination)
    {
        if (TScale.PerSecond <= MicrosPerSecond)
            return ClockText.WriteMicros((uint)rest * (uint)(MicrosPerSecond / TScale.PerSecond), ref destination);

        var (second, fraction) = Math.DivRem(rest, TScale.PerSecond);
        var nanos = (int)(fraction * (TimeScales.NanosPerSecond / TScale.PerSecond));
        return ClockText.WriteSecond((int)second, nanos, MemoryMarshal.CreateSpan(ref destination, 2 + ClockText.MaxFractionLength));
    }
}
