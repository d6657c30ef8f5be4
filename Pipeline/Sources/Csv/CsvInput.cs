namespace DataflowWrite.Sources.Csv;

internal sealed class CsvInput : InputFormat
{
    private readonly CsvSourceOptions _options;

    public CsvInput(CsvSourceOptions options)
        : base("csv", "csv")
    {
        options.Validate();
        _options = options;
    }

    protected override async Task<FileSource> OpenFilesAsync(
        IReadOnlyList<SourceFile> files, FileSourceOptions options, CancellationToken cancellationToken)
        => await CsvSource.OpenAsync(files, _options, options, cancellationToken).ConfigureAwait(false);
}
