namespace DataflowWrite.Sources.Db;

/// <summary>
/// The decimals of a column that <see cref="decimal"/> holds with all their digits. Outside of it a provider may have rounded a value
/// without saying so.
/// </summary>
internal readonly struct DecimalRange
{
    /// <summary>Fraction digits that <see cref="decimal"/> has at most.</summary>
    private const int MaxScale = 28;

    private readonly decimal _limit;

    private DecimalRange(decimal limit) => _limit = limit;

    /// <param name="scale">The fraction digits of the column; null, or more than there can be, when nothing says them, and every value is believed.</param>
    public static DecimalRange Of(int? scale) => scale switch
    {
        null or > ArrowDecimals.MaxPrecision => new(decimal.MaxValue),
        > MaxScale => new(0),
        <= 0 => new(decimal.MaxValue),
        { } digits => new(decimal.Truncate(decimal.MaxValue * new decimal(1, 0, 0, isNegative: false, (byte)digits))),
    };

    /// <exception cref="OverflowException">Digits may be lost.</exception>
    public void Require(decimal value)
    {
        if (_limit == decimal.MaxValue || Math.Abs(value) < _limit)
            return;

        throw new OverflowException("the column has more digits than System.Decimal holds, and the provider may have rounded the value");
    }
}
