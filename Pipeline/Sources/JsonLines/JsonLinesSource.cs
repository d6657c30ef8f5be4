using Apache.Arrow.Types;

namespace DataflowWrite.Sources.JsonLines;

/// <summary>JSON Lines files as record batches, by the rules of <see cref="InputFormat.JsonLines"/>.</summary>
internal sealed class JsonLinesSource : TextFileSource
{
    private readonly JsonKinds[] _accepted;

    private JsonLinesSource(IReadOnlyList<SourceFile> files, SourceColumn[] columns, JsonKinds[] accepted, int? batchSize)
        : base(files, columns, batchSize)
        => _accepted = accepted;

    public static async Task<JsonLinesSource> OpenAsync(
        IReadOnlyList<SourceFile> files, FileSourceOptions options, CancellationToken cancellationToken)
    {
        var sample = await JsonSample.ReadAsync(files, options, cancellationToken).ConfigureAwait(false);
        var inSample = sample.Columns.Select(column => column.Name).ToArray();
        var mayHaveOthers = !sample.IsComplete || inSample.Length == 0;
        var declared = mayHaveOthers ? options.Schema.Select(field => field.Name) : [];
        string[] names = [.. inSample.Union(declared, StringComparer.Ordinal)];
        if (names.Length == 0)
            throw new SourceFormatException(files[0].Name, 0, null,
                $"{files[0].Name} holds no object with a key to name the columns. Leave it out, or declare the columns with --schema.");

        var columns = SourceSchema.Settle(names, i => sample.Columns[i].Type, options);
        var accepted = columns.Select((column, i) => column.Inferred ? sample.Columns[i].Accepted : AcceptedBy(column.Type)).ToArray();
        return new(files, columns, accepted, options.BatchSize);
    }

    protected override IRowReader OpenRows(SourceFile file, Stream stream)
        => new JsonRowReader(new(file, stream), Columns, _accepted);

    private static JsonKinds AcceptedBy(IArrowType type)
        => type is StringType ? JsonKinds.All : JsonKinds.All & ~JsonKinds.Nested;
}
