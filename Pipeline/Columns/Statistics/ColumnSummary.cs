using Apache.Arrow.Types;

namespace DataflowWrite.Columns.Statistics;

/// <summary>What is known of a column; <paramref name="ValueType"/> is its type without dictionary and run-end encoding.</summary>
internal sealed record ColumnSummary(string Name, IArrowType ValueType, long NullCount, ColumnBound? Min, ColumnBound? Max);
