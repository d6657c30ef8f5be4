namespace DataflowWrite.Sources;

/// <summary>
/// A source file holds what cannot be read as its format or its column's type says. The message names file, line,
/// column and value, and says what to do.
/// </summary>
public sealed class SourceFormatException : FormatException
{
    /// <summary>Creates the exception for a place in a file.</summary>
    public SourceFormatException(string file, long line, string? column, string message, Exception? cause = null)
        : base(message, cause)
    {
        File = file;
        Line = line;
        Column = column;
    }

    /// <summary>The name of the file.</summary>
    public string File { get; }

    /// <summary>The line, counted from 1, or 0 when the file as a whole is meant.</summary>
    public long Line { get; }

    /// <summary>The name of the column, where there is one.</summary>
    public string? Column { get; }
}
