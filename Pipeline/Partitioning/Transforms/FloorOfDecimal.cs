using System.Runtime.InteropServices;
using DataflowWrite.Partitioning.Keys;

namespace DataflowWrite.Partitioning.Transforms;

/// <summary>How many widths lie below an unscaled little-endian integer of many words, rounded down, in the same form.</summary>
internal readonly struct FloorOfDecimal<T>(int width) : IKeyMap<T, T>
    where T : unmanaged, IEquatable<T>
{
    public T Of(T value)
    {
        var words = MemoryMarshal.Cast<T, uint>(new Span<T>(ref value));
        if (words[^1] >> 31 == 0)
        {
            Divide(words);
            return value;
        }

        // The complement of a negative v is -v - 1, and its quotient rounded down the complement of the one that is wanted.
        Invert(words);
        Divide(words);
        Invert(words);
        return value;
    }

    private void Divide(Span<uint> words)
    {
        var divisor = (uint)width;
        var rest = 0UL;
        for (var i = words.Length - 1; i >= 0; i--)
        {
            var part = (rest << 32) | words[i];
            var quotient = part / divisor;
            words[i] = (uint)quotient;
            rest = part - (quotient * divisor);
        }
    }

    private static void Invert(Span<uint> words)
    {
        foreach (ref var word in words)
            word = ~word;
    }
}
