namespace DataflowWrite.Parquet;

/// <summary>
/// A column that the rows are sorted by, as the files say to their readers. Nobody sorts or checks: the rows have to arrive in this order.
/// </summary>
/// <param name="Column">A column of the files that is not nested, or the path of a field in a struct, as <c>address.city</c>.</param>
/// <param name="Descending">Whether larger values come first. Default false.</param>
/// <param name="NullsFirst">Whether nulls come before values. Default false.</param>
public sealed record ParquetSortingColumn(string Column, bool Descending = false, bool NullsFirst = false);
