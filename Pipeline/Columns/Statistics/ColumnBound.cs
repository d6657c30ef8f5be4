namespace DataflowWrite.Columns.Statistics;

/// <summary>
/// The smallest or largest value of a column as Arrow lays it out, or a bound beyond it where the value was too long to keep.
/// </summary>
internal sealed record ColumnBound(byte[] Bytes, bool IsExact);
