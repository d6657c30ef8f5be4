namespace DataflowWrite.Sources.Db;

/// <summary>
/// The result of a query cannot be read as record batches. The message names row, column and value where there are any,
/// and says what to do; a failure of the provider is the inner exception.
/// </summary>
public sealed class DbSourceException : Exception
{
    /// <summary>Creates the exception for a place in a result.</summary>
    public DbSourceException(long row, string? column, string message, Exception? cause = null)
        : base(message, cause)
    {
        Row = row;
        Column = column;
    }

    /// <summary>The row, counted from 1, or 0 when the result as a whole is meant.</summary>
    public long Row { get; }

    /// <summary>The name of the column, where there is one.</summary>
    public string? Column { get; }
}
