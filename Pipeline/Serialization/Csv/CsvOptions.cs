namespace DataflowWrite.Serialization.Csv;

/// <summary>
/// How CSV is written. Immutable; options that contradict each other are refused by <see cref="FileFormat.Csv"/>.
/// <para>
/// A null is <see cref="NullText"/> without quotes. A text that equals it is quoted, and so is the empty string, so that
/// a null and the empty string differ: <c>a,,b</c> has a null, <c>a,"",b</c> an empty string (DuckDB tells them apart with
/// <c>allow_quoted_nulls=false</c>). A record that would be a blank line, which many readers skip, is written <c>""</c>
/// under every style that knows quotes: in a file of one column give <see cref="NullText"/> a value if nulls and empty strings must be
/// told apart.
/// </para>
/// <para>
/// Formats of dates and times are made of <c>yyyy MM dd</c>, <c>HH mm ss</c>, <c>f</c> to <c>fffffffff</c> (fraction
/// digits, cut off), <c>F</c> to <c>FFFFFFFFF</c> (the same without trailing zeros, and without a point before them when
/// none is left), <c>K</c> (<c>Z</c> or <c>+hh:mm</c>) and <c>zzz</c> (<c>+hh:mm</c>), which mean what they mean in .NET;
/// letters that are text stand in single or double quotes. Years before 0 and after 9999 are written with a sign. Culture
/// never matters.
/// </para>
/// </summary>
public sealed record CsvOptions
{
    /// <summary>RFC 4180: the defaults with lines that end in <c>\r\n</c>.</summary>
    public static CsvOptions Rfc4180 { get; } = new() { Terminator = "\r\n" };

    /// <summary>
    /// What Spark's CSV source reads with <c>header=true, multiLine=true, lineSep=\n</c>: quotes are escaped by <c>\</c>, infinities are
    /// <c>Inf</c>. Spark takes <c>""</c> for a null too, unless its <c>nullValue</c> is set to a text that no value has.
    /// </summary>
    public static CsvOptions Spark { get; } = new() { DoubleQuote = false, InfinityText = "Inf" };

    /// <summary>
    /// What a text table of Hive reads, whose LazySimpleSerDe was given <c>ESCAPED BY '\\'</c>: no header, fields end in U+0001, nothing
    /// is quoted, a null is <c>\N</c>, binary is Base64, and dates and times stand apart. Line breaks in values need Hive 2.0.
    /// </summary>
    public static CsvOptions Hive { get; } = new()
    {
        Header = false,
        Delimiter = '\u0001',
        QuoteStyle = CsvQuoteStyle.Escape,
        NullText = @"\N",
        BinaryEncoding = BinaryEncoding.Base64,
        InfinityText = "Infinity",
        DateTimeFormat = "yyyy-MM-dd HH:mm:ss.FFFFFFFFF",
        TimestampFormat = "yyyy-MM-dd HH:mm:ss.FFFFFFFFF",
        TimestampZonedFormat = "yyyy-MM-dd HH:mm:ss.FFFFFFFFF zzz",
    };

    /// <summary>
    /// What PostgreSQL reads with <c>COPY … FROM … WITH (FORMAT csv, HEADER)</c>: a null is nothing, the empty string <c>""</c>, and binary is
    /// <c>\x</c> and hexadecimal digits.
    /// </summary>
    public static CsvOptions PostgreSql { get; } = new()
    {
        BinaryEncoding = BinaryEncoding.PrefixedHex,
        InfinityText = "Infinity",
    };

    /// <summary>
    /// Whether each file starts with the column names. Default true; a file without rows has them too.
    /// </summary>
    public bool Header { get; init; } = true;

    /// <summary>The ASCII character between fields. Default <c>,</c>.</summary>
    public char Delimiter { get; init; } = ',';

    /// <summary>
    /// The ASCII character around quoted fields. Default <c>"</c>. With <see cref="CsvQuoteStyle.Never"/> only for a
    /// line that would be blank.
    /// </summary>
    public char Quote { get; init; } = '"';

    /// <summary>
    /// The ASCII character before a quote, or before itself, inside a quoted field. Default <c>\</c>. Used only when
    /// <see cref="DoubleQuote"/> is false, and by <see cref="CsvQuoteStyle.Escape"/>.
    /// </summary>
    public char Escape { get; init; } = '\\';

    /// <summary>Whether a quote inside a quoted field is written twice. Default true; else it is escaped.</summary>
    public bool DoubleQuote { get; init; } = true;

    /// <summary>Which fields are quoted. Default <see cref="CsvQuoteStyle.Necessary"/>.</summary>
    public CsvQuoteStyle QuoteStyle { get; init; } = CsvQuoteStyle.Necessary;

    /// <summary>The text of a null. Default empty. Never quoted, so it must not need quotes.</summary>
    public string NullText { get; init; } = "";

    /// <summary>
    /// The text of infinity, 1 to 15 ASCII letters, with <c>-</c> before it where it is negative. Default <c>inf</c>. NaN is
    /// <c>NaN</c> in any case.
    /// </summary>
    public string InfinityText { get; init; } = "inf";

    /// <summary>How binary values are written. Default <see cref="BinaryEncoding.Hex"/>.</summary>
    public BinaryEncoding BinaryEncoding { get; init; }

    /// <summary>The format of date32. Default null: <c>2024-09-02</c>.</summary>
    public string? DateFormat { get; init; }

    /// <summary>
    /// The format of date64. Default null: <c>2024-09-02T00:00:00</c> and a fraction where there is one.
    /// </summary>
    public string? DateTimeFormat { get; init; }

    /// <summary>
    /// The format of timestamps without a zone. Default null: <c>2024-09-02T13:37:01</c> and a fraction of 3, 6 or 9 digits
    /// where there is one.
    /// </summary>
    public string? TimestampFormat { get; init; }

    /// <summary>
    /// The format of timestamps with a zone, in its local time. Default null: RFC 3339, <c>2024-09-02T13:37:01.5+02:00</c>,
    /// with <c>Z</c> where the offset is zero and a fraction of 3, 6 or 9 digits where there is one.
    /// </summary>
    public string? TimestampZonedFormat { get; init; }

    /// <summary>
    /// The format of times of day. Default null: <c>13:37:01</c> and a fraction of 3, 6 or 9 digits where there is one.
    /// </summary>
    public string? TimeFormat { get; init; }

    /// <summary>The end of each line, also the last. Default <c>\n</c>; <c>\r\n</c> is the other choice.</summary>
    public string Terminator { get; init; } = "\n";
}
