using DataflowWrite.Serialization.Text.Numbers;

namespace DataflowWrite.Serialization.Text.Temporal;

/// <summary>
/// Intervals by ISO 8601, each part with its own sign and left out when it is zero: <c>P1Y2M-3DT0.5S</c>.
/// </summary>
internal static class IntervalText
{
    public const int MaxLength = 80;

    public static int Write(int months, int days, long nanos, Span<byte> destination)
    {
        destination[0] = (byte)'P';
        var length = 1;
        length += WritePart(months / 12, 'Y', destination[length..]);
        length += WritePart(months % 12, 'M', destination[length..]);
        length += WritePart(days, 'D', destination[length..]);
        if (nanos == 0 && length > 1)
            return length;

        destination[length++] = (byte)'T';
        if (nanos < 0)
            destination[length++] = (byte)'-';

        var (seconds, rest) = Math.DivRem(nanos < 0 ? 0UL - (ulong)nanos : (ulong)nanos, TimeScales.NanosPerSecond);
        length += Digits.Write(seconds, destination[length..]);
        length += ClockText.WriteTrimmedFraction((int)rest, destination[length..]);
        destination[length] = (byte)'S';
        return length + 1;
    }

    private static int WritePart(int value, char unit, Span<byte> destination)
    {
        if (value == 0)
            return 0;

        var length = Digits.Write((long)value, destination);
        destination[length] = (byte)unit;
        return length + 1;
    }
}
