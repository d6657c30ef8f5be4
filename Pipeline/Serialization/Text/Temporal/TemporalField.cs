namespace DataflowWrite.Serialization.Text.Temporal;

/// <summary>One field of a pattern.</summary>
internal enum TemporalField
{
    Literal,
    Year,
    Month,
    Day,
    Hour,
    Minute,
    Second,
    Fraction,

    /// <summary>A fraction without trailing zeros, and without the point before it when nothing is left.</summary>
    TrimmedFraction,

    Offset,

    /// <summary>An offset, or <c>Z</c> where it is zero.</summary>
    OffsetOrZ,
}
