namespace DataflowWrite.Serialization.Csv;

/// <summary>Which fields of a CSV file are quoted. Names in the header follow the same rules as text.</summary>
public enum CsvQuoteStyle
{
    /// <summary>
    /// Fields that need it: those with the delimiter, the quote, a line break or, when quotes are not doubled, the escape;
    /// the empty string, and a text that would read as <see cref="CsvOptions.NullText"/>. Nulls are not quoted.
    /// </summary>
    Necessary,

    /// <summary>Every value. Nulls are not quoted, which tells them apart from the same text.</summary>
    Always,

    /// <summary>
    /// Fields whose text is not a number (<c>00501</c> and <c>NaN</c> are numbers), and those that need it. Nulls are not quoted.
    /// </summary>
    NonNumeric,

    /// <summary>
    /// None, but for the quotes of a line that would be blank. A value with a delimiter, a quote or a line break makes the
    /// file unreadable, and nulls and empty strings look the same: only for data that is known to have none.
    /// </summary>
    Never,

    /// <summary>
    /// None either: the delimiter, line breaks and the escape itself are written behind <see cref="CsvOptions.Escape"/>, line
    /// breaks as the letters <c>n</c> and <c>r</c>, as Hive and the text format of PostgreSQL read them. Nulls and empty strings look
    /// the same unless <see cref="CsvOptions.NullText"/> begins with the escape, as <c>\N</c>; a line may be blank.
    /// </summary>
    Escape,
}
