using Apache.Arrow.Types;

namespace DataflowWrite.Sources.Db;

/// <summary>The instant; only for timestamps with a zone.</summary>
internal readonly struct DateTimeOffsetConverter(TimestampType type) : IValueConverter<DateTimeOffset, long>
{
    private readonly TimeUnit _unit = type.Unit;

    public bool TryConvert(DateTimeOffset value, out long result)
        => ClockTicks.TryCount(value.UtcTicks - DateTime.UnixEpoch.Ticks, _unit, out result);
}
