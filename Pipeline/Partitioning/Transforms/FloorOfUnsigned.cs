using DataflowWrite.Partitioning.Keys;

namespace DataflowWrite.Partitioning.Transforms;

/// <summary>How many widths lie below an unsigned integer of 64 bits.</summary>
internal readonly struct FloorOfUnsigned(int width) : IKeyMap<ulong, ulong>
{
    public ulong Of(ulong value) => value / (uint)width;
}
