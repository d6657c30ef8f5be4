using DataflowWrite.Sources.Values;

namespace DataflowWrite.Sources.Csv;

/// <summary>
/// CSV files as record batches. An empty field is null and <c>""</c> the empty string. Types that the caller does not
/// declare come from a sample: <c>true</c> and <c>false</c> are bool; integers int64; other numbers float64;
/// <c>yyyy-MM-dd</c> date32; ISO date-times timestamp[us], and with <c>Z</c> or an offset timestamp[us,UTC]; everything
/// else is string, and so is a leading zero, a plus sign, an integer beyond int64, a number with more digits than
/// float64 keeps, a mixture, and a column of nulls. A later value that does not fit its column without loss stops the
/// reading.
/// </summary>
public sealed class CsvSource : FileSource
{
    private readonly CsvSourceOptions _options;

    private CsvSource(IReadOnlyList<SourceFile> files, SourceColumn[] columns, CsvSourceOptions options)
        : base(files, columns, options.BatchSize)
        => _options = options;

    /// <summary>
    /// Looks at the beginning of the files and settles the schema. The columns are those of the first file; in the
    /// others they are found by name. A blank line is skipped, unless the file has a single column: there it is a null.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// There is no file, an option is out of range, or a declared column is not in the files.
    /// </exception>
    /// <exception cref="SourceFormatException">
    /// The sample is malformed, or a file is empty and no schema is declared.
    /// </exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static async Task<CsvSource> OpenAsync(
        IReadOnlyList<SourceFile> files, CsvSourceOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new();
        options.Validate();
        SourceSchema.RequireFiles(files);
        var sample = await CsvSample.ReadAsync(files, options, headerOnly: !options.InferTypes, cancellationToken).ConfigureAwait(false);
        var columns = sample.Names is null
            ? SourceSchema.Declared(options)
            : SourceSchema.Settle(sample.Names, i => TextKind.TypeOf(sample.Kinds[i]), options);
        return new(files, columns, options);
    }

    private protected override IRowReader OpenRows(SourceFile file, Stream stream)
    {
        var reader = new CsvReader(file, stream, (byte)_options.Delimiter, (byte)_options.Quote);
        return new CsvRowReader(new(reader, _options, [.. Columns.Select(column => column.Name)]), Columns);
    }
}
