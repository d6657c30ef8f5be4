using System.Runtime.InteropServices;
using DataflowWrite.Partitioning.Keys;

namespace DataflowWrite.Partitioning.Transforms;

/// <summary>
/// The bucket of an unscaled little-endian integer: the hash is of its fewest bytes in two's complement, the highest first.
/// </summary>
internal readonly struct BucketOfDecimal<T>(int count) : IKeyMap<T, int>
    where T : unmanaged, IEquatable<T>
{
    public int Of(T value)
    {
        var bytes = MemoryMarshal.AsBytes(new Span<T>(ref value));
        var length = bytes.Length;
        while (length > 1 && bytes[length - 1] == (byte)((sbyte)bytes[length - 2] >> 7))
            length--;

        bytes = bytes[..length];
        bytes.Reverse();
        return BucketNumber.Of(Murmur3.OfBytes(bytes), count);
    }
}
