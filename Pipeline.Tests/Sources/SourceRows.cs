namespace DataflowWrite.Tests.Sources;

/// <summary>What a source gave: its schema as text, its rows as text, and the rows of each batch.</summary>
internal sealed record SourceRows(string Schema, IReadOnlyList<string> Rows, IReadOnlyList<int> Batches);
