namespace DataflowWrite.Sources.JsonLines;

/// <summary>JSON Lines files as record batches, by the rules of <see cref="InputFormat.JsonLines"/>.</summary>
internal sealed class JsonLinesSource : TextFileSource
{
    private readonly JsonShape?[] _shapes;

    private JsonLinesSource(IReadOnlyList<SourceFile> files, SourceColumn[] columns, JsonShape?[] shapes, int? batchSize)
        : base(files, columns, batchSize)
        => _shapes = shapes;

    public static async Task<JsonLinesSource> OpenAsync(
        IReadOnlyList<SourceFile> files, FileSourceOptions options, CancellationToken cancellationToken)
    {
        var sample = await JsonSample.ReadAsync(files, options, cancellationToken).ConfigureAwait(false);
        var inSample = sample.Columns.Select(column => column.Name).ToArray();
        // Nulls may have been left out: a declared column that no row has is one of nulls.
        string[] names = [.. inSample.Union(options.Schema.Select(field => field.Name), StringComparer.Ordinal)];
        if (names.Length == 0)
            throw new SourceFormatException(files[0].Name, 0, null,
                $"{files[0].Name} holds no object with a key to name the columns. Leave it out, or declare the columns with --schema.");

        var columns = SourceSchema.Settle(names, i => sample.Columns[i].Shape.Type, options);
        JsonShape?[] shapes = [.. columns.Select((column, i) => column.Inferred ? sample.Columns[i].Shape : null)];
        return new(files, columns, shapes, options.BatchSize);
    }

    protected override IRowReader OpenRows(SourceFile file, Stream stream)
        => new JsonRowReader(new(file, stream), new(
            [.. Columns.Select((column, i) => JsonValue.Create(column, _shapes[i]))], [.. Columns.Select(column => column.Name)], null, null));
}
