namespace DataflowWrite.Serialization.Text.Temporal;

/// <summary>A field of a compiled pattern with the number of its digits, or the bytes of a literal.</summary>
internal readonly record struct PatternStep(TemporalField Field, int Digits, byte[] Literal);
