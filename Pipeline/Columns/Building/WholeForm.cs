using System.Globalization;
using System.Numerics;

namespace DataflowWrite.Columns.Building;

/// <summary>Integers of 128 bits as decimals of up to 38 digits.</summary>
internal readonly struct WholeForm<T>(int precision) : IStoredForm<T, Int128>
    where T : struct, IBinaryInteger<T>
{
    private readonly Int128 _limit = DecimalBits.Power(precision);

    public T Blank => T.Zero;

    public bool TryStore(T value, out Int128 stored)
    {
        stored = Int128.CreateTruncating(value);
        return stored < _limit && stored > -_limit && T.IsNegative(value) == Int128.IsNegative(stored);
    }

    public string Problem(T value) => DecimalText.Problem(value.ToString(null, CultureInfo.InvariantCulture), precision, 0);

    public bool TryLoad(Int128 stored, out T value)
    {
        value = T.CreateTruncating(stored);
        return T.IsNegative(value) == Int128.IsNegative(stored);
    }

    public string LoadProblem(Int128 stored) => $"{stored.ToString(CultureInfo.InvariantCulture)} is out of range for {typeof(T).Name}.";
}
