namespace DataflowWrite.Sources.Csv;

/// <summary>How CSV is written: UTF-8, with or without a byte order mark.</summary>
public sealed record CsvSourceOptions
{
    /// <summary>
    /// Whether the first row of each file names the columns. Default true; without it they are <c>column_1</c>,
    /// <c>column_2</c> …
    /// </summary>
    public bool Header { get; init; } = true;

    /// <summary>What stands between fields: one ASCII character. Default a comma.</summary>
    public char Delimiter { get; init; } = ',';

    /// <summary>
    /// What stands around a field, and doubled inside it: one ASCII character. Default a double quote.
    /// </summary>
    public char Quote { get; init; } = '"';

    /// <summary>
    /// The text, without quotes around it, that stands for null. Default the empty one; the empty string is then
    /// <c>""</c>.
    /// </summary>
    public string NullText { get; init; } = "";

    internal void Validate()
    {
        RequireAscii(Delimiter, nameof(Delimiter));
        RequireAscii(Quote, nameof(Quote));
        if (Delimiter == Quote)
            throw new ArgumentException($"Delimiter and quote are both '{Quote}'; choose two different characters.");
    }

    private static void RequireAscii(char value, string name)
    {
        if (!char.IsAscii(value) || value is '\0' or '\r' or '\n')
            throw new ArgumentException($"{name} must be one ASCII character other than NUL, CR and LF.");
    }
}
