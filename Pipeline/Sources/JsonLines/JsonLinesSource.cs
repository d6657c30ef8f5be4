using Apache.Arrow.Types;

namespace DataflowWrite.Sources.JsonLines;

/// <summary>
/// JSON Lines files as record batches: one object per line, blank lines skipped, a missing key null. The columns are
/// the keys of a sample in the order of their first appearance, and those that the caller declares for keys that come
/// later. Undeclared types come from the sample: booleans are bool; integers int64; other numbers float64; strings
/// string, whatever they look like; objects and arrays string, as their JSON text; a mixture, an integer beyond int64
/// and a number with more digits than float64 keeps string, as the text of the value. A later value of another kind, or
/// a key that the sample does not have, stops the reading.
/// </summary>
public sealed class JsonLinesSource : FileSource
{
    private readonly JsonKinds[] _accepted;

    private JsonLinesSource(IReadOnlyList<SourceFile> files, SourceColumn[] columns, JsonKinds[] accepted, int batchSize)
        : base(files, columns, batchSize)
        => _accepted = accepted;

    /// <summary>Looks at the beginning of the files and settles the schema.</summary>
    /// <exception cref="ArgumentException">
    /// There is no file, an option is out of range, or a declared column is not in the files.
    /// </exception>
    /// <exception cref="SourceFormatException">
    /// The sample is malformed, or the files hold no object and no schema is declared.
    /// </exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static async Task<JsonLinesSource> OpenAsync(
        IReadOnlyList<SourceFile> files, JsonLinesSourceOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new();
        options.Validate();
        SourceSchema.RequireFiles(files);
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

    private protected override IRowReader OpenRows(SourceFile file, Stream stream)
        => new JsonRowReader(new(file, stream), [.. Columns], _accepted);

    private static JsonKinds AcceptedBy(IArrowType type)
        => type is StringType ? JsonKinds.All : JsonKinds.All & ~JsonKinds.Nested;
}
