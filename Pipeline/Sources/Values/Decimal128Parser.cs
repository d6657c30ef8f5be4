using Apache.Arrow.Types;

namespace DataflowWrite.Sources.Values;

internal readonly struct Decimal128Parser(Decimal128Type type) : IValueParser<Int128>
{
    private readonly int _precision = type.Precision;
    private readonly int _scale = type.Scale;

    public bool TryParse(ReadOnlySpan<byte> text, out Int128 value) => DecimalText.TryParse(text, _precision, _scale, out value);
}
