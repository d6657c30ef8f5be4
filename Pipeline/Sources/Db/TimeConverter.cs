using System.Numerics;
using Apache.Arrow.Types;

namespace DataflowWrite.Sources.Db;

internal readonly struct TimeConverter<T>(TimeUnit unit) : IValueConverter<TimeOnly, T>
    where T : unmanaged, IBinaryInteger<T>
{
    public bool TryConvert(TimeOnly value, out T result)
    {
        var fits = ClockTicks.TryTime(value.Ticks, unit, out var count);
        result = T.CreateTruncating(count);
        return fits;
    }
}
