using DataflowWrite.Columns;

namespace DataflowWrite.Serialization.Text.Temporal;

/// <summary>
/// Time since 1970-01-01 as <c>yyyy-MM-ddTHH:mm:ss[.fraction]</c>, and with a zone as RFC 3339: the zone's local time and
/// its offset, <c>Z</c> where that is zero.
/// </summary>
internal struct TimestampFormat<TScale>(ZoneOffsets? zone) : IValueFormat<long>
    where TScale : ITimeScale
{
    private DayText _day;

    public readonly int MaxLength => CivilDate.MaxLength + 1 + ClockText.MaxLength + ClockText.MaxOffsetLength;

    public int Write(long value, Span<byte> destination)
    {
        var instant = Instant.From<TScale>(value, zone);
        var length = _day.Write(instant.Day, destination);
        destination[length++] = (byte)'T';
        length += ClockText.Write(instant.SecondOfDay, instant.Nanos, destination[length..]);
        if (zone is null)
            return length;

        if (instant.OffsetMinutes != 0)
            return length + ClockText.WriteOffset(instant.OffsetMinutes, destination[length..]);

        destination[length] = (byte)'Z';
        return length + 1;
    }
}
