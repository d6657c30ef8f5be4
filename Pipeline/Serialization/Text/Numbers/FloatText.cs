using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DataflowWrite.Serialization.Text.Numbers;

/// <summary>
/// The shortest decimal text that reads back as the same float: <c>1.0</c>, <c>0.00001</c>, <c>1e-6</c>, <c>1e16</c>. The
/// exponent form starts at 1e16 and ends below 1e-5, and is valid JSON.
/// </summary>
internal static class FloatText
{
    /// <summary>More than the longest text, since digits are copied sixteen at a time.</summary>
    public const int MaxLength = 40;

    // Below these every integer is a float, so that no other decimal of as many digits reads back as the same.
    private const double ExactIntegersDouble = 1L << 53;
    private const float ExactIntegersSingle = 1 << 24;

    private const int MaxDigits = 17;
    private const int MaxFixedExponent = 15;
    private const int MinFixedExponent = -5;
    private const int FractionScale = 10_000;
    private const int FractionDigits = 4;

    // Of two decimals with at most 15 digits only one rounds to a given double, 6 for a float: a text of so few digits that
    // reads back is the shortest.
    private const double MaxScaledDouble = 1e15;
    private const float MaxScaledSingle = 1e6f;

    public static int Write(double value, Span<byte> destination)
    {
        var magnitude = Math.Abs(value);
        if (magnitude < ExactIntegersDouble && Math.Truncate(magnitude) == magnitude)
            return WriteInteger(double.IsNegative(value), (ulong)magnitude, destination);

        var scaled = Math.Round(magnitude * FractionScale);
        if (scaled < MaxScaledDouble && scaled / FractionScale == magnitude)
            return WriteScaled(double.IsNegative(value), (ulong)scaled, destination);

        return WriteShortest(double.IsNegative(value), ShortestDecimal.Of(magnitude), destination);
    }

    public static int Write(float value, Span<byte> destination)
    {
        var magnitude = MathF.Abs(value);
        if (magnitude < ExactIntegersSingle && MathF.Truncate(magnitude) == magnitude)
            return WriteInteger(float.IsNegative(value), (ulong)magnitude, destination);

        var scaled = MathF.Round(magnitude * FractionScale);
        if (scaled < MaxScaledSingle && scaled / FractionScale == magnitude)
            return WriteScaled(float.IsNegative(value), (ulong)scaled, destination);

        return WriteShortest(float.IsNegative(value), ShortestDecimal.Of(magnitude), destination);
    }

    private static int WriteInteger(bool negative, ulong magnitude, Span<byte> destination)
    {
        var length = 0;
        if (negative)
            destination[length++] = (byte)'-';

        length += Digits.Write(magnitude, destination[length..]);
        destination[length] = (byte)'.';
        destination[length + 1] = (byte)'0';
        return length + 2;
    }

    private static int WriteScaled(bool negative, ulong scaled, Span<byte> destination)
    {
        var length = 0;
        if (negative)
            destination[length++] = (byte)'-';

        var (whole, fraction) = Math.DivRem(scaled, FractionScale);
        length += Digits.Write(whole, destination[length..]);
        destination[length++] = (byte)'.';
        Digits.WritePadded(fraction, destination[length..], FractionDigits);
        var end = length + FractionDigits;
        while (end > length + 1 && destination[end - 1] == '0')
            end--;

        return end;
    }

    private static int WriteShortest(bool negative, ShortestDecimal value, Span<byte> destination)
    {
        ref var start = ref MemoryMarshal.GetReference(destination[..MaxLength]);
        start = (byte)'-';
        var sign = negative ? 1 : 0;
        return sign + LayOut(value, ref Unsafe.Add(ref start, sign));
    }

    /// <summary>Lays the digits out; whole vectors are copied, of which the end counts for nothing.</summary>
    private static int LayOut(ShortestDecimal value, ref byte destination)
    {
        Unsafe.SkipInit(out Vector512<byte> room);
        ref var digits = ref Unsafe.As<Vector512<byte>, byte>(ref room);
        var missing = MaxDigits - Digits.Count(value.Digits);
        var count = WriteDigits(value.Digits * Digits.PowerOfTen(missing), ref digits);
        var scientific = value.Exponent - missing + MaxDigits - 1;
        return scientific switch
        {
            > MaxFixedExponent or < MinFixedExponent => LayOutScientific(ref digits, count, scientific, ref destination),
            < 0 => LayOutFraction(ref digits, count, -scientific, ref destination),
            _ => LayOutFixed(ref digits, count, scientific + 1, ref destination),
        };
    }

    /// <summary>Writes seventeen digits, and returns how many there are without the zeros at the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int WriteDigits(ulong value, ref byte destination)
    {
        var left = value / Digits.EightDigits;
        var first = (uint)left / (uint)Digits.EightDigits;
        var middle = Digits.Spread((uint)(left - (first * Digits.EightDigits)));
        var last = Digits.Spread((uint)(value - (left * Digits.EightDigits)));
        destination = (byte)('0' + first);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref destination, 1), Digits.Characters(middle, 0));
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref destination, 1 + Digits.EightLength), Digits.Characters(last, 0));
        return last != 0
            ? MaxDigits - (BitOperations.LeadingZeroCount(last) >> 3)
            : MaxDigits - Digits.EightLength - (BitOperations.LeadingZeroCount(middle) >> 3);
    }

    /// <summary><c>0.000123</c>: so many zeros, the first of them before the point, and the digits.</summary>
    private static int LayOutFraction(ref byte digits, int count, int zeros, ref byte destination)
    {
        "0.000000"u8.CopyTo(MemoryMarshal.CreateSpan(ref destination, 8));
        Copy(ref digits, ref Unsafe.Add(ref destination, zeros + 1));
        return zeros + 1 + count;
    }

    /// <summary><c>123.45</c>, or <c>12300.0</c>: so many digits before the point.</summary>
    private static int LayOutFixed(ref byte digits, int count, int whole, ref byte destination)
    {
        Copy(ref digits, ref destination);
        Copy(ref Unsafe.Add(ref digits, whole), ref Unsafe.Add(ref destination, whole + 1));
        Unsafe.Add(ref destination, whole) = (byte)'.';
        return Math.Max(count, whole + 1) + 1;
    }

    /// <summary><c>1.23e-7</c>.</summary>
    private static int LayOutScientific(ref byte digits, int count, int exponent, ref byte destination)
    {
        Copy(ref digits, ref Unsafe.Add(ref destination, 1));
        destination = digits;
        Unsafe.Add(ref destination, 1) = (byte)'.';
        var length = count == 1 ? 1 : count + 1;
        Unsafe.Add(ref destination, length) = (byte)'e';
        return length + 1 + Digits.Write(exponent, MemoryMarshal.CreateSpan(ref Unsafe.Add(ref destination, length + 1), Digits.MaxLength64));
    }

    /// <summary>Copies seventeen bytes, of which those that count may be fewer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy(ref byte digits, ref byte destination)
    {
        Vector128.LoadUnsafe(ref digits).StoreUnsafe(ref destination);
        Unsafe.Add(ref destination, Vector128<byte>.Count) = Unsafe.Add(ref digits, Vector128<byte>.Count);
    }
}
