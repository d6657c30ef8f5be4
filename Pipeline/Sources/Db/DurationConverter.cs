using Apache.Arrow.Types;

namespace DataflowWrite.Sources.Db;

internal readonly struct DurationConverter(TimeUnit unit) : IValueConverter<TimeSpan, long>
{
    public bool TryConvert(TimeSpan value, out long result) => ClockTicks.TryCount(value.Ticks, unit, out result);
}
