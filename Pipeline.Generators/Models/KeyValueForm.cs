namespace DataflowWrite.Generators.Models;

/// <summary>What of a member is compared to know a partition key again.</summary>
internal enum KeyValueForm
{
    /// <summary>The value.</summary>
    Value,

    /// <summary>The bits of a floating-point number, whose two zeros are equal and make two keys.</summary>
    HalfBits,
    SingleBits,
    DoubleBits,

    /// <summary>Ticks and kind of a date and time, which compares by its ticks alone.</summary>
    ClockParts,

    /// <summary>The hour, which years, months and days in UTC follow from.</summary>
    ClockHour,
    InstantHour,
}
