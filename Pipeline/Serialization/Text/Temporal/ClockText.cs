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

    /// <summary>Writes <c>ss</c>, and a fraction where there is one.</summary>
    public static int WriteSecond(int second, int nanos, Span<byte> destination)
    {
        Digits.WriteTwo(second, destination);
        return nanos == 0 ? 2 : 2 + WriteFraction((uint)nanos, destination[2..]);
    }

    /// <summary>Writes a point and 3, 6 or 9 digits, as few as are exact.</summary>
    public static int WriteFraction(uint nanos, Span<byte> destination)
    {
        destination[0] = (byte)'.';
        var micros = nanos / 1_000;
        if (micros * 1_000 != nanos)
        {
            Digits.WritePadded(nanos, destination[1..], 9);
            return 10;
        }

        var millis = micros / 1_000;
        if (millis * 1_000 == micros)
        {
            Digits.WritePadded(millis, destination[1..], 3);
            return 4;
        }

        Digits.WritePadded(micros, destination[1..], 6);
        return 7;
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
