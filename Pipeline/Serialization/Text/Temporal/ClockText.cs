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
        var hours = minutes / 60;
        Digits.WriteTwo(hours, destination);
        destination[2] = (byte)':';
        Digits.WriteTwo(minutes - (hours * 60), destination[3..]);
        destination[5] = (byte)':';
        Digits.WriteTwo(secondOfDay - (minutes * 60), destination[6..]);
        return nanos == 0 ? 8 : 8 + WriteFraction(nanos, destination[8..]);
    }

    /// <summary>Writes a point and 3, 6 or 9 digits, as few as are exact.</summary>
    public static int WriteFraction(int nanos, Span<byte> destination)
    {
        destination[0] = (byte)'.';
        var (value, digits) = nanos % 1_000_000 == 0 ? (nanos / 1_000_000, 3)
            : nanos % 1_000 == 0 ? (nanos / 1_000, 6)
            : (nanos, 9);
        Digits.WritePadded((ulong)value, destination[1..], digits);
        return 1 + digits;
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
