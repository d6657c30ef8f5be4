namespace DataflowWrite.Serialization;

/// <summary>How the text formats write binary values.</summary>
public enum BinaryEncoding
{
    /// <summary>Lower-case hexadecimal digits: <c>ab01</c>.</summary>
    Hex,

    /// <summary>Base64 with its padding, as RFC 4648 has it: <c>qwE=</c>.</summary>
    Base64,

    /// <summary>Hexadecimal digits behind <c>\x</c>, as PostgreSQL writes and reads <c>bytea</c>: <c>\xab01</c>.</summary>
    PrefixedHex,
}
