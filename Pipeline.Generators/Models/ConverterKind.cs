namespace DataflowWrite.Generators.Models;

/// <summary>The kinds of values, by what makes a column of them.</summary>
internal enum ConverterKind
{
    /// <summary>A type with a converter that takes nothing; <see cref="ConverterModel.Method"/> names it.</summary>
    Plain,
    Text,
    Bytes,
    Decimal,
    BigInteger,
    Instant,
    Clock,
    Duration,
    Time,
    EnumName,
    EnumNumber,
    Struct,
    List,
    Map,
}
