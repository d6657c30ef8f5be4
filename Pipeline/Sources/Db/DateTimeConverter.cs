using Apache.Arrow.Types;

namespace DataflowWrite.Sources.Db;

/// <summary>
/// With a zone, a value of no kind is in UTC and a local one is converted. Without a zone, a value that is in UTC or
/// local does not fit: what it says of the zone would be lost.
/// </summary>
internal readonly struct DateTimeConverter(TimestampType type) : IValueConverter<DateTime, long>
{
    private readonly TimeUnit _unit = type.Unit;
    private readonly bool _zoned = !string.IsNullOrEmpty(type.Timezone);

    public bool TryConvert(DateTime value, out long result)
    {
        if (value.Kind == DateTimeKind.Local && _zoned)
            value = value.ToUniversalTime();

        return ClockTicks.TryCount(value.Ticks - DateTime.UnixEpoch.Ticks, _unit, out result)
            && (_zoned || value.Kind == DateTimeKind.Unspecified);
    }
}
