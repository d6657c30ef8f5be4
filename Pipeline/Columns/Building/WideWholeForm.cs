using System.Globalization;
using System.Numerics;

namespace DataflowWrite.Columns.Building;

/// <summary>Integers of 128 bits, which have up to 39 digits, as decimal256.</summary>
internal readonly struct WideWholeForm<T> : IStoredForm<T, WideBits>
    where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
{
    private static readonly BigInteger Min = BigInteger.CreateTruncating(T.MinValue);
    private static readonly BigInteger Max = BigInteger.CreateTruncating(T.MaxValue);

    public T Blank => T.Zero;

    public bool TryStore(T value, out WideBits stored)
    {
        var upper = T.IsNegative(value) ? ulong.MaxValue : 0;
        stored = default;
        stored[0] = ulong.CreateTruncating(value);
        stored[1] = ulong.CreateTruncating(value >>> 64);
        stored[2] = upper;
        stored[3] = upper;
        return true;
    }

    public string Problem(T value) => "";

    public bool TryLoad(WideBits stored, out T value)
    {
        var unscaled = stored.ToBigInteger();
        value = T.CreateTruncating(unscaled);
        return unscaled >= Min && unscaled <= Max;
    }

    public string LoadProblem(WideBits stored)
        => $"{stored.ToBigInteger().ToString(CultureInfo.InvariantCulture)} is out of range for {typeof(T).Name}.";
}
