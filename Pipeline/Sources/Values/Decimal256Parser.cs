using System.Numerics;
using Apache.Arrow.Types;

namespace DataflowWrite.Sources.Values;

internal readonly struct Decimal256Parser(Decimal256Type type) : IValueParser<Decimal256Bits>
{
    private readonly int _precision = type.Precision;
    private readonly int _scale = type.Scale;

    public bool TryParse(ReadOnlySpan<byte> text, out Decimal256Bits value)
    {
        value = default;
        return DecimalText.TryParse(text, _precision, _scale, out BigInteger unscaled) && Decimal256Bits.TryCreate(unscaled, out value);
    }
}
