namespace DataflowWrite;

/// <summary>
/// What one file holds of a column. The rows decide, and not how they came: neither batches nor threads change it.
/// <para>
/// Dictionary and run-end encoded columns are as their values. A NaN is no value: a column of nothing else has neither minimum nor maximum. A zero of
/// a floating-point column is <c>-0.0</c> as minimum and <c>0.0</c> as maximum, whatever its sign. Text and binary are ordered by their bytes. Nested columns,
/// <c>interval[day_time]</c> and <c>interval[month_day_nano]</c> have their nulls counted and no more.
/// </para>
/// </summary>
public sealed record ColumnStatistics
{
    /// <summary>The column's name.</summary>
    public required string Name { get; init; }

    /// <summary>Rows without a value.</summary>
    public required long NullCount { get; init; }

    /// <summary>The smallest value; null where there is none, or no order.</summary>
    public StatisticValue? Min { get; init; }

    /// <summary>
    /// The largest value; null where there is none, or no order, or where nothing of at most 64 bytes is above a long value.
    /// </summary>
    public StatisticValue? Max { get; init; }
}
