using System.Numerics;

namespace DataflowWrite.Sources.Db;

/// <summary>The nearest number of a floating-point type, which somebody asked for by declaring it.</summary>
internal readonly struct FloatConverter<TIn, TOut> : IValueConverter<TIn, TOut>
    where TIn : INumber<TIn>
    where TOut : unmanaged, IFloatingPointIeee754<TOut>
{
    public bool TryConvert(TIn value, out TOut result)
    {
        result = TOut.CreateSaturating(value);
        return true;
    }
}
