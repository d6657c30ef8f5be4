using System.Numerics;
using DataflowWrite.Partitioning.Keys;

namespace DataflowWrite.Partitioning.Transforms;

/// <summary>How many widths lie below an integer, rounded down; the multiple itself may not fit into the type.</summary>
internal readonly struct FloorOfNumber<T>(int width) : IKeyMap<T, long>
    where T : unmanaged, IBinaryInteger<T>
{
    public long Of(T value) => TemporalText.FloorDivide(long.CreateTruncating(value), width);
}
