using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DataflowWrite.Serialization.Text.Numbers;

/// <summary>Decimal digits of integers.</summary>
internal static class Digits
{
    public const int MaxLength64 = 20;
    public const int MaxLength128 = 39;

    /// <summary>The first number that <see cref="Spread"/> does not take.</summary>
    public const ulong EightDigits = 100_000_000;
    public const int EightLength = 8;

    private const ulong Zeros = 0x3030_3030_3030_3030;
    private const ulong ChunkSize = 10_000_000_000_000_000_000;
    private const int ChunkLength = 19;

    private static readonly ulong[] PowersOfTen =
    [
        0, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000,
        100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000,
        10_000_000_000_000_000, 100_000_000_000_000_000, 1_000_000_000_000_000_000, ChunkSize,
    ];

    private static ReadOnlySpan<byte> Pairs =>
        "0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849"u8
        + "5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899"u8;

    /// <summary>Two digits of a value under 100.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WriteTwo(int value, Span<byte> destination)
        => CopyPair((uint)value, ref MemoryMarshal.GetReference(destination[..2]));

    /// <summary>Exactly <paramref name="length"/> digits, with leading zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WritePadded(ulong value, Span<byte> destination, int length)
    {
        // One bounds check for all digits: position stays in [0, length).
        ref var start = ref MemoryMarshal.GetReference(destination[..length]);
        var position = length;
        while (position >= 8)
        {
            var quotient = value / EightDigits;
            position -= 8;
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref start, position), Spread((uint)(value - (quotient * EightDigits))) | Zeros);
            value = quotient;
        }

        while (position >= 2)
        {
            var quotient = value / 100;
            position -= 2;
            CopyPair((uint)(value - (quotient * 100)), ref Unsafe.Add(ref start, position));
            value = quotient;
        }

        if (position > 0)
            start = (byte)('0' + (value % 10));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Write(ulong value, Span<byte> destination)
        => destination.Length < MaxLength64 ? WriteLong(value, destination) : Write(value, ref MemoryMarshal.GetReference(destination));

    /// <summary>The same into room for <see cref="MaxLength64"/> bytes, whatever the value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Write(ulong value, ref byte destination)
    {
        if (value < EightDigits)
            return WriteShort((uint)value, ref destination);

        var high = value / EightDigits;
        var low = (uint)(value - (high * EightDigits));
        if (high < EightDigits)
            return WriteEight(low, ref destination, WriteShort((uint)high, ref destination));

        var highest = high / EightDigits;
        var length = WriteShort((uint)highest, ref destination);
        length = WriteEight((uint)(high - (highest * EightDigits)), ref destination, length);
        return WriteEight(low, ref destination, length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Write(long value, ref byte destination)
    {
        if (value >= 0)
            return Write((ulong)value, ref destination);

        destination = (byte)'-';
        return 1 + Write(0UL - (ulong)value, ref Unsafe.Add(ref destination, 1));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Write(long value, Span<byte> destination)
    {
        if (value >= 0)
            return Write((ulong)value, destination);

        destination[0] = (byte)'-';
        return 1 + Write(0UL - (ulong)value, destination[1..]);
    }

    public static int Write(UInt128 value, Span<byte> destination)
    {
        if (value <= ulong.MaxValue)
            return Write((ulong)value, destination);

        var (high, low) = UInt128.DivRem(value, ChunkSize);
        var length = Write(high, destination);
        WritePadded((ulong)low, destination[length..], ChunkLength);
        return length + ChunkLength;
    }

    /// <summary>
    /// The eight digits of a value under 100,000,000 as eight bytes of 0 to 9, the first one lowest: halves of four digits, quarters of two,
    /// single ones, all at once.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Spread(uint value)
    {
        var high = value / 10_000;
        var halves = high | ((ulong)(value - (high * 10_000)) << 32);
        var hundreds = ((halves * 10_486) >> 20) & 0x0000_007F_0000_007F;
        var quarters = ((halves - (hundreds * 100)) << 16) + hundreds;
        var tens = ((quarters * 103) >> 10) & 0x000F_000F_000F_000F;
        return ((quarters - (tens * 10)) << 8) + tens;
    }

    /// <summary>How many bits the leading zeros of <see cref="Spread"/> take; of zero itself one digit is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int LeadingBits(ulong digits) => BitOperations.TrailingZeroCount(digits | (1UL << 56)) & 56;

    /// <summary>Eight digits as characters, without so many bits of leading ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Characters(ulong digits, int leadingBits) => (digits | Zeros) >> leadingBits;

    /// <summary>10 to the power of 0 to 19.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong PowerOfTen(int exponent) => exponent == 0 ? 1 : PowersOfTen[exponent];

    /// <summary>How many digits a value has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Count(ulong value)
    {
        var guess = ((BitOperations.Log2(value | 1) + 1) * 1233) >> 12;
        return guess + (value >= PowersOfTen[guess] ? 1 : 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int WriteShort(uint value, ref byte destination)
    {
        var digits = Spread(value);
        var leading = LeadingBits(digits);
        Unsafe.WriteUnaligned(ref destination, Characters(digits, leading));
        return EightLength - (leading >> 3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int WriteEight(uint value, ref byte destination, int length)
    {
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref destination, length), Characters(Spread(value), 0));
        return length + EightLength;
    }

    private static int WriteLong(ulong value, Span<byte> destination)
    {
        var length = Count(value);
        WritePadded(value, destination, length);
        return length;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyPair(uint value, ref byte destination)
        => Unsafe.WriteUnaligned(ref destination, Unsafe.ReadUnaligned<ushort>(in Pairs[(int)value * 2]));
}
