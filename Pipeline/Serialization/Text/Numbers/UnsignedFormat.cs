using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DataflowWrite.Serialization.Text.Numbers;

/// <summary>Unsigned integers of up to 64 bits in decimal.</summary>
internal readonly struct UnsignedFormat<T> : IValueFormat<T>
    where T : unmanaged, IBinaryInteger<T>
{
    public int MaxLength => Digits.MaxLength64;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Write(T value, Span<byte> destination) => Digits.Write(ulong.CreateTruncating(value), ref MemoryMarshal.GetReference(destination));
}
