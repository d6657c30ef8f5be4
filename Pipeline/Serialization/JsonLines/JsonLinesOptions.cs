namespace DataflowWrite.Serialization.JsonLines;

/// <summary>
/// How JSON Lines are written: one object per row with the columns in their order, ended by <c>\n</c>. Immutable.
/// <para>
/// Text is escaped by the rules of JSON and no more, so non-ASCII characters stay UTF-8. Dates, times, durations and
/// intervals are ISO 8601 strings. Lists are arrays and structs are objects. A map is an object when its keys are text and
/// otherwise an array of <c>{"key":…,"value":…}</c>; a key that is null or comes twice fails the write.
/// Dictionary and run-end encoded columns are written as their values. Unions are not supported.
/// </para>
/// </summary>
public sealed record JsonLinesOptions
{
    /// <summary>
    /// Whether fields that are null are written, in structs too. Default false: they are left out, and a row of nulls is
    /// <c>{}</c>. Nulls in lists and under the keys of maps are always written.
    /// </summary>
    public bool WriteNulls { get; init; }

    /// <summary>What becomes of NaN and the infinities. Default <see cref="NonFiniteFloats.Null"/>.</summary>
    public NonFiniteFloats NonFiniteFloats { get; init; } = NonFiniteFloats.Null;

    /// <summary>
    /// Whether integers beyond ±2^53 (9007199254740992), which readers that use doubles would round, are written as strings.
    /// Default false. Smaller ones are numbers in any case.
    /// </summary>
    public bool LargeIntegersAsStrings { get; init; }

    /// <summary>
    /// Whether all decimals are written as strings. Default false: numbers with all their digits, of which readers that go
    /// through doubles (DuckDB among them) keep the first 15 to 17.
    /// </summary>
    public bool DecimalsAsStrings { get; init; }

    /// <summary>How binary values are written, as strings. Default <see cref="BinaryEncoding.Hex"/>.</summary>
    public BinaryEncoding BinaryEncoding { get; init; }
}
