namespace DataflowWrite.Sources.Values;

/// <summary>What the texts of a column look like, as far as they have been seen.</summary>
[Flags]
internal enum TextKinds
{
    None = 0,
    Bool = 1,

    /// <summary>A 64-bit integer that a float64 holds exactly as well.</summary>
    Int = 2,

    /// <summary>A 64-bit integer with more digits than a float64 keeps.</summary>
    LongInt = 4,

    Float = 8,
    Date = 16,
    Timestamp = 32,
    ZonedTimestamp = 64,
    Text = 128,
}
