using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DataflowWrite.Serialization.Text.Numbers;

namespace DataflowWrite.Serialization.Text.Temporal;

/// <summary>Times of day, fractions of a second and offsets.</summary>
internal static class ClockText
{
    public const int MaxFractionLength = 10;
    public const int MaxOffsetLength = 6;

    /// <summary><c>HH:mm:ss</c> and its fraction.</summary>
    public const int MaxLength = 8 + MaxFractionLength;

    /// <summary>Writes <c>HH:mm:ss</c>, and a fraction where there is one.</summary>
    public static int Write(int secondOfDay, int nanos, Span<byte> destination)
    {
        var minutes = secondOfDay / 60;
        var length = WriteMinute(minutes, destination);
        return length + WriteSecond(secondOfDay - (minutes * 60), nanos, destination[length..]);
    }

    /// <summary>Writes <c>HH:mm:</c>.</summary>
    public static int WriteMinute(int minuteOfDay, Span<byte> destination)
    {
        var hours = minuteOfDay / 60;
        Digits.WriteTwo(hours, destination);
        destination[2] = (byte)':';
        Digits.WriteTwo(minuteOfDay - (hours * 60), destination[3..]);
        destination[5] = (byte)':';
        return 6;
    }

    /// <summary>Writes <c>ss</c>, and a point and 3, 6 or 9 digits, as few as are exact, where there is a fraction.</summary>
    public static int WriteSecond(int second, int nanos, Span<byte> destination)
    {
        if (nanos == 0)
        {
            Digits.WriteTwo(second, destination);
            return 2;
        }

        var micros = nanos / 1_000;
        if (micros * 1_000 == nanos && destination.Length > sizeof(ulong))
            return WriteMicros((uint)((second * 1_000_000) + micros), ref MemoryMarshal.GetReference(destination));

        Digits.WriteTwo(second, destination);
        destination[2] = (byte)'.';
        if (micros * 1_000 != nanos)
        {
            Digits.WritePadded((ulong)nanos, destination[3..], 9);
            return 12;
        }

        var length = micros % 1_000 == 0 ? 3 : 6;
        Digits.WritePadded((ulong)(length == 3 ? micros / 1_000 : micros), destination[3..], length);
        return 3 + length;
    }

    /// <summary>The same of the microseconds of a minute, into room for nine bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int WriteMicros(uint micros, ref byte destination)
    {
        var digits = Digits.Spread(micros);
        var characters = Digits.Characters(digits, 0);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref destination, 1), characters);
        Unsafe.WriteUnaligned(ref destination, (ushort)characters);
        Unsafe.Add(ref destination, 2) = (byte)'.';
        return digits >> 40 != 0 ? 9 : digits >> 16 != 0 ? 6 : 2;
    }

    /// <summary>Writes a point and up to 9 digits without trailing zeros, or nothing.</summary>
    public static int WriteTrimmedFraction(int nanos, Span<byte> destination)
    {
        if (nanos == 0)
            return 0;

        destination[0] = (byte)'.';
        Digits.WritePadded((ulong)nanos, destination[1..], 9);
        return destination[..MaxFractionLength].LastIndexOfAnyExcept((byte)'0') + 1;
    }

    /// <summary>Writes <c>+hh:mm</c>.</summary>
    public static int WriteOffset(int minutes, Span<byte> destination)
    {
        destination[0] = minutes < 0 ? (byte)'-' : (byte)'+';
        var (hours, rest) = Math.DivRem(Math.Abs(minutes), 60);
        Digits.WriteTwo(hours, destination[1..]);
        destination[3] = (byte)':';
        Digits.WriteTwo(rest, destination[4..]);
        return MaxOffsetLength;
    }
}
