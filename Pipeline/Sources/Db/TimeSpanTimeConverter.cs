using System.Numerics;
using Apache.Arrow.Types;

namespace DataflowWrite.Sources.Db;

/// <summary>Times of day of providers that give them as the span since midnight.</summary>
internal readonly struct TimeSpanTimeConverter<T>(TimeUnit unit) : IValueConverter<TimeSpan, T>
    where T : unmanaged, IBinaryInteger<T>
{
    public bool TryConvert(TimeSpan value, out T result)
    {
        var fits = ClockTicks.TryTime(value.Ticks, unit, out var count);
        result = T.CreateTruncating(count);
        return fits;
    }
}
