using System.Numerics;
using Apache.Arrow.Types;

namespace DataflowWrite.Sources.Values;

/// <summary>A time of day in the type's unit; a finer fraction does not fit.</summary>
internal readonly struct TimeParser<T>(TimeUnit unit) : IValueParser<T>
    where T : unmanaged, IBinaryInteger<T>
{
    public bool TryParse(ReadOnlySpan<byte> text, out T value)
    {
        value = T.Zero;
        if (!IsoTime.TryTime(text, out var seconds, out var nanoseconds)
            || !new IsoInstant(seconds, nanoseconds, HasOffset: false).TryCount(unit, out var count))
            return false;

        value = T.CreateTruncating(count);
        return true;
    }
}
