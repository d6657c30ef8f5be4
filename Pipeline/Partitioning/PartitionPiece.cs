using Apache.Arrow;

namespace DataflowWrite.Partitioning;

/// <summary>The rows of one batch that belong to one partition.</summary>
/// <param name="Key">The partition: the same instance for the same key as long as the splitter lives.</param>
/// <param name="Rows">Its rows in input order, independent of the batch that they came from. The receiver disposes them.</param>
internal readonly record struct PartitionPiece(PartitionKey Key, RecordBatch Rows);
