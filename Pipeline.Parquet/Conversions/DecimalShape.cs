using Apache.Arrow.Types;

namespace DataflowWrite.Parquet.Conversions;

/// <summary>What the four decimal types have in common, which have no base of their own.</summary>
internal readonly record struct DecimalShape(int Precision, int Scale, int Width)
{
    public static DecimalShape? Of(IArrowType type) => type switch
    {
        Decimal32Type t => new(t.Precision, t.Scale, sizeof(int)),
        Decimal64Type t => new(t.Precision, t.Scale, sizeof(long)),
        Decimal128Type t => new(t.Precision, t.Scale, 16),
        Decimal256Type t => new(t.Precision, t.Scale, 32),
        _ => null,
    };
}
