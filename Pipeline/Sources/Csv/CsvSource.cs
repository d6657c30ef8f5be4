using Apache.Arrow.Types;
using DataflowWrite.Sources.Values;

namespace DataflowWrite.Sources.Csv;

/// <summary>CSV files as record batches, by the rules of <see cref="InputFormat.Csv"/>.</summary>
internal sealed class CsvSource : TextFileSource
{
    private readonly CsvSourceOptions _dialect;
    private readonly bool _namesMayBeMissing;

    private CsvSource(IReadOnlyList<SourceFile> files, SourceColumn[] columns, CsvSourceOptions dialect, FileSourceOptions options)
        : base(files, columns, options.BatchSize)
    {
        _dialect = dialect;
        _namesMayBeMissing = options.Schema.Count > 0;
    }

    public static async Task<CsvSource> OpenAsync(
        IReadOnlyList<SourceFile> files, CsvSourceOptions dialect, FileSourceOptions options, CancellationToken cancellationToken)
    {
        if (options.Schema.FirstOrDefault(field => field.DataType is NestedType) is { } nested)
            throw new ArgumentException(
                $"The schema (--schema) declares '{nested.Name}' as {SchemaText.FormatType(nested.DataType)}, which a field of CSV cannot hold; declare it string.");

        var sample = await CsvSample.ReadAsync(files, dialect, options, cancellationToken).ConfigureAwait(false);
        var columns = sample.Names is null
            ? SourceSchema.Declared(options)
            : SourceSchema.Settle(sample.Names, i => TextKind.TypeOf(sample.Kinds[i]), options);
        return new(files, columns, dialect, options);
    }

    protected override IRowReader OpenRows(SourceFile file, Stream stream)
    {
        var reader = new CsvReader(file, stream, (byte)_dialect.Delimiter, (byte)_dialect.Quote);
        return new CsvRowReader(new(reader, _dialect, _namesMayBeMissing, [.. Columns.Select(column => column.Name)]), Columns);
    }
}
