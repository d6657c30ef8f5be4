namespace DataflowWrite.Serialization.JsonLines;

/// <summary>What becomes of NaN and the infinities, for which JSON has no numbers.</summary>
public enum NonFiniteFloats
{
    /// <summary>They are written as <c>null</c>, also where nulls are left out.</summary>
    Null,

    /// <summary>They are written as the strings <c>"NaN"</c>, <c>"Infinity"</c> and <c>"-Infinity"</c>.</summary>
    String,

    /// <summary>They fail the write with an <see cref="InvalidDataException"/> that names the column.</summary>
    Error,
}
