namespace DataflowWrite.Partitioning;

/// <summary>One name and text of a partition key.</summary>
/// <param name="Name">The partition field's name.</param>
/// <param name="Text">The value as text, not encoded; null for a null.</param>
public readonly record struct PartitionValue(string Name, string? Text);
