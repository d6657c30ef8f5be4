namespace DataflowWrite.Stages;

/// <summary>All rows that a file will have, and what they take in memory.</summary>
internal readonly record struct WholeFile(long Rows, long Bytes);
