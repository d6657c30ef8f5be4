namespace DataflowWrite.Sources.JsonLines;

/// <summary>How JSON Lines are read: UTF-8, one object per line.</summary>
public sealed record JsonLinesSourceOptions : FileSourceOptions;
