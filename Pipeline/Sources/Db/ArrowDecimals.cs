using Apache.Arrow.Types;

namespace DataflowWrite.Sources.Db;

internal static class ArrowDecimals
{
    public const int MaxPrecision = 76;

    private const int MaxShortPrecision = 38;

    /// <summary>Null for more digits than Arrow has.</summary>
    public static IArrowType? Create(int precision, int scale) => precision switch
    {
        <= MaxShortPrecision => new Decimal128Type(precision, scale),
        <= MaxPrecision => new Decimal256Type(precision, scale),
        _ => null,
    };
}
