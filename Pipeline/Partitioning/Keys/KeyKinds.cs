namespace DataflowWrite.Partitioning.Keys;

/// <summary>The kinds of keys that are the values themselves, by what makes two of them equal.</summary>
internal static class KeyKinds
{
    private const long MillisecondsPerDay = 86_400_000;

    private static readonly ushort HalfNaN = BitConverter.HalfToUInt16Bits(Half.NaN);
    private static readonly uint SingleNaN = BitConverter.SingleToUInt32Bits(float.NaN);
    private static readonly ulong DoubleNaN = BitConverter.DoubleToUInt64Bits(double.NaN);

    /// <summary>Values that are equal when their bits are.</summary>
    internal readonly struct Bits<T> : IKeyMap<T, T>
    {
        public T Of(T value) => value;
    }

    /// <summary>Bits of half-precision numbers: all NaNs are one, the two zeros are not.</summary>
    internal readonly struct HalfBits : IKeyMap<ushort, ushort>
    {
        public ushort Of(ushort value) => Half.IsNaN(BitConverter.UInt16BitsToHalf(value)) ? HalfNaN : value;
    }

    /// <summary>As <see cref="HalfBits"/>, in single precision.</summary>
    internal readonly struct SingleBits : IKeyMap<uint, uint>
    {
        public uint Of(uint value) => float.IsNaN(BitConverter.UInt32BitsToSingle(value)) ? SingleNaN : value;
    }

    /// <summary>As <see cref="HalfBits"/>, in double precision.</summary>
    internal readonly struct DoubleBits : IKeyMap<ulong, ulong>
    {
        public ulong Of(ulong value) => double.IsNaN(BitConverter.UInt64BitsToDouble(value)) ? DoubleNaN : value;
    }

    /// <summary>Milliseconds of a date64, of which only the day counts; the canonical value is the day.</summary>
    internal readonly struct Day : IKeyMap<long, long>
    {
        public long Of(long value) => TemporalText.FloorDivide(value, MillisecondsPerDay);
    }

    /// <summary>Booleans in a byte each: everything but zero is true.</summary>
    internal readonly struct ByteBoolean : IKeyMap<sbyte, sbyte>
    {
        public sbyte Of(sbyte value) => value == 0 ? (sbyte)0 : (sbyte)1;
    }
}
