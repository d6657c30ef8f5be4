namespace DataflowWrite.Serialization.JsonLines;

/// <summary>How JSON Lines are written.</summary>
public sealed record JsonLinesOptions;
