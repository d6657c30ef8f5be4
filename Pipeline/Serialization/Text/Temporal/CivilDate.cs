using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DataflowWrite.Serialization.Text.Numbers;

namespace DataflowWrite.Serialization.Text.Temporal;

/// <summary>
/// A day of the proleptic Gregorian calendar, which has a year 0. Years from 0 to 9999 have four digits; others have a sign
/// and at least four, as ISO 8601 asks for: <c>-0001-12-31</c>, <c>+10000-01-01</c>.
/// </summary>
internal readonly record struct CivilDate(long Year, int Month, int Day)
{
    /// <summary>Room for the year of any 64-bit number of days.</summary>
    public const int MaxLength = 28;

    public const int MaxYearLength = 20;

    private const int DaysPerEra = 146_097;
    private const int YearsPerEra = 400;
    private const int DaysFromMarchOfYearZeroToEpoch = 719_468;
    private const int DaysFromMarchOfYearZeroToYear10000 = 3_652_365;

    /// <summary>The day so many days after 1970-01-01. Years start in March here, so that leap days end them.</summary>
    public static CivilDate FromEpochDays(long days)
    {
        var (era, dayOfEra) = TimeScales.FloorDivide(days, DaysPerEra);
        var shifted = (uint)dayOfEra + DaysFromMarchOfYearZeroToEpoch;
        era += shifted / DaysPerEra;
        var day = shifted % DaysPerEra;
        var yearOfEra = (day - (day / 1_460) + (day / 36_524) - (day / 146_096)) / 365;
        var dayOfYear = day - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        var monthFromMarch = ((5 * dayOfYear) + 2) / 153;
        var dayOfMonth = dayOfYear - (((153 * monthFromMarch) + 2) / 5) + 1;
        var month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
        var year = (era * YearsPerEra) + yearOfEra + (month <= 2 ? 1 : 0);
        return new CivilDate(year, (int)month, (int)dayOfMonth);
    }

    /// <summary>Writes <c>yyyy-MM-dd</c> of the day so many days after 1970-01-01, into room for <see cref="MaxLength"/> bytes.</summary>
    /// <remarks>
    /// The divisions are those of Cassio Neri and Lorenz Schneider, "Euclidean affine functions and their application to calendar algorithms"
    /// (2022), figure 12, for years of four digits.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Write(int days, Span<byte> destination)
    {
        var shifted = (uint)(days + DaysFromMarchOfYearZeroToEpoch);
        if (shifted >= DaysFromMarchOfYearZeroToYear10000)
            return FromEpochDays(days).Write(destination);

        var (century, rest) = Math.DivRem((4 * shifted) + 3, (uint)DaysPerEra);
        var scaled = 2_939_745UL * (rest | 3);
        var dayOfYear = (uint)scaled / 2_939_745 / 4;
        var monthAndDay = (2_141 * dayOfYear) + 197_913;
        var isNextYear = dayOfYear >= 306 ? 1U : 0U;
        var year = (100 * century) + (uint)(scaled >> 32) + isNextYear;
        var month = (monthAndDay >> 16) - (12 * isNextYear);
        var day = ((monthAndDay & 0xFFFF) / 2_141) + 1;

        var digits = Digits.Characters(Digits.Spread((year * 10_000) + (month * 100) + day), 0);
        ref var start = ref MemoryMarshal.GetReference(destination);
        Unsafe.WriteUnaligned(ref start, digits);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref start, 5), (uint)(digits >> 32));
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref start, 8), (ushort)(digits >> 48));
        Unsafe.Add(ref start, 4) = Unsafe.Add(ref start, 7) = (byte)'-';
        return 10;
    }

    /// <summary>Writes <c>yyyy-MM-dd</c>.</summary>
    public int Write(Span<byte> destination)
    {
        var length = WriteYear(Year, destination);
        destination[length] = (byte)'-';
        Digits.WriteTwo(Month, destination[(length + 1)..]);
        destination[length + 3] = (byte)'-';
        Digits.WriteTwo(Day, destination[(length + 4)..]);
        return length + 6;
    }

    public static int WriteYear(long year, Span<byte> destination)
    {
        if (year is >= 0 and <= 9999)
        {
            Digits.WritePadded((ulong)year, destination, 4);
            return 4;
        }

        destination[0] = year < 0 ? (byte)'-' : (byte)'+';
        var magnitude = (ulong)Math.Abs(year);
        var digits = Math.Max(4, Digits.Count(magnitude));
        Digits.WritePadded(magnitude, destination[1..], digits);
        return 1 + digits;
    }
}
