using System.Numerics;

namespace DataflowWrite.Serialization.Text.Numbers;

/// <summary>Unsigned integers of up to 64 bits in decimal.</summary>
internal readonly struct UnsignedFormat<T> : IValueFormat<T>
    where T : unmanaged, IBinaryInteger<T>
{
    public int MaxLength => Digits.MaxLength64;

    public int Write(T value, Span<byte> destination) => Digits.Write(ulong.CreateTruncating(value), destination);
}
