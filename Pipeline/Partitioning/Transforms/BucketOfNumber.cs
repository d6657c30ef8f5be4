using System.Numerics;
using DataflowWrite.Partitioning.Keys;

namespace DataflowWrite.Partitioning.Transforms;

/// <summary>The bucket of an integer, or of a count of units that is first brought to another unit.</summary>
/// <param name="count">How many buckets there are.</param>
/// <param name="times">By what values are multiplied: seconds become microseconds.</param>
/// <param name="per">By what they are divided then, rounded down: milliseconds become days.</param>
internal readonly struct BucketOfNumber<T>(int count, long times, long per) : IKeyMap<T, int>
    where T : unmanaged, IBinaryInteger<T>
{
    // Microseconds beyond 64 bits, of years beyond 290,000, wrap around: they have some bucket, always the same.
    public int Of(T value)
    {
        var number = unchecked(long.CreateTruncating(value) * times);
        return BucketNumber.Of(Murmur3.OfInt64(per == 1 ? number : TemporalText.FloorDivide(number, per)), count);
    }
}
