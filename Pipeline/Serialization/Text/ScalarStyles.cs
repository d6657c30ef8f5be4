using DataflowWrite.Serialization.Text.Numbers;
using DataflowWrite.Serialization.Text.Temporal;

namespace DataflowWrite.Serialization.Text;

/// <summary>How scalars are written where a format has a choice.</summary>
internal sealed record ScalarStyles
{
    public required NonFiniteText NonFinite { get; init; }

    public bool LargeIntegersAsStrings { get; init; }

    public BinaryEncoding Binary { get; init; }

    /// <summary>What stands before the digits of <see cref="BinaryEncoding.PrefixedHex"/>, escaped as the format needs it.</summary>
    public byte[] HexPrefix { get; init; } = [.. @"\x"u8];

    /// <summary>What is written for binary values without bytes, where they have no text else.</summary>
    public byte[] EmptyBinary { get; init; } = [];

    public TemporalPattern? Date { get; init; }

    public TemporalPattern? Date64 { get; init; }

    public TemporalPattern? Timestamp { get; init; }

    public TemporalPattern? ZonedTimestamp { get; init; }

    public TemporalPattern? Time { get; init; }
}
