namespace DataflowWrite;

/// <summary>The smallest or largest value of a column.</summary>
public sealed record StatisticValue
{
    /// <summary>The text that a CSV file with default options has for the value, without quotes; the same under every culture.</summary>
    public required string Text { get; init; }

    /// <summary>
    /// False for text and binary values of more than 64 bytes, of which <see cref="Text"/> is a bound then: what a minimum begins with, or something
    /// just above everything that begins like a maximum.
    /// </summary>
    public bool IsExact { get; init; } = true;

    /// <summary>The text.</summary>
    public override string ToString() => Text;
}
