namespace DataflowWrite.Serialization.Text.Temporal;

/// <summary>The four time units of Arrow.</summary>
internal static class TimeScales
{
    public const int NanosPerSecond = 1_000_000_000;
    public const int SecondsPerDay = 86_400;

    /// <summary>Splits a value into whole seconds, rounded down, and the nanoseconds after them.</summary>
    public static (long Seconds, int Nanos) Split<TScale>(long value)
        where TScale : ITimeScale
    {
        var (seconds, rest) = FloorDivide(value, TScale.PerSecond);
        return (seconds, (int)(rest * (NanosPerSecond / TScale.PerSecond)));
    }

    /// <summary>Quotient rounded down, and the remainder from zero on.</summary>
    public static (long Quotient, long Remainder) FloorDivide(long value, long divisor)
    {
        var quotient = value / divisor;
        var remainder = value - (quotient * divisor);
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder);
    }

    public readonly struct Second : ITimeScale
    {
        public static long PerSecond => 1;
    }

    public readonly struct Millisecond : ITimeScale
    {
        public static long PerSecond => 1_000;
    }

    public readonly struct Microsecond : ITimeScale
    {
        public static long PerSecond => 1_000_000;
    }

    public readonly struct Nanosecond : ITimeScale
    {
        public static long PerSecond => NanosPerSecond;
    }
}
