namespace DataflowWrite.Serialization.Text;

/// <summary>What the text of a scalar type is like, as far as quoting goes.</summary>
internal enum ScalarKind
{
    Null,
    Boolean,
    Number,
    Decimal,
    Temporal,

    /// <summary>Hexadecimal digits, or a UUID.</summary>
    Code,

    /// <summary>Any characters.</summary>
    Text,
}
