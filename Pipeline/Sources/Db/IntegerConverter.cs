using System.Numerics;

namespace DataflowWrite.Sources.Db;

/// <summary>Whole numbers within the range of the target.</summary>
internal readonly struct IntegerConverter<TIn, TOut> : IValueConverter<TIn, TOut>
    where TIn : INumber<TIn>
    where TOut : unmanaged, IBinaryInteger<TOut>, IMinMaxValue<TOut>
{
    public bool TryConvert(TIn value, out TOut result)
    {
        result = TOut.CreateSaturating(value);
        return TIn.CreateSaturating(result) == value;
    }
}
