namespace DataflowWrite.Columns.Building;

/// <summary>A value of a record that its column cannot hold, or a value of a column that its record cannot.</summary>
public sealed class RecordValueException : Exception
{
    internal RecordValueException(string column, int row, string problem)
        : base(column.Length == 0 ? $"Row {row}: {problem}" : $"Column '{column}', row {row}: {problem}")
    {
        Column = column;
        Row = row;
        Problem = problem;
    }

    /// <summary>The column, with the path inside of it for nested values, as <c>address.street</c>.</summary>
    public string Column { get; }

    /// <summary>The index of the row among those that were handed over together.</summary>
    public int Row { get; }

    /// <summary>What is wrong with the value, with the value and what to do.</summary>
    public string Problem { get; }

    /// <summary>The same problem, seen from a row that contains the value.</summary>
    internal RecordValueException Within(string column, int row)
        => new(Column.Length == 0 || column.Length == 0 ? column + Column : $"{column}.{Column}", row, Problem);
}
