using Apache.Arrow.Types;

namespace DataflowWrite.Sources;

/// <summary>
/// Puts the schema of a source together from the names in the files, the caller's declarations and the sample.
/// </summary>
internal static class SourceSchema
{
    public static SourceColumn[] Settle(IReadOnlyList<string> names, Func<int, IArrowType> infer, FileSourceOptions options)
    {
        var unknown = options.Schema.Select(field => field.Name).Except(names, StringComparer.Ordinal).ToArray();
        if (unknown.Length > 0)
            throw new ArgumentException(
                $"The schema (--schema) declares {Listed(unknown)}, which the input does not have. Its columns are {Listed(names)}.");

        var declared = options.Schema.ToDictionary(field => field.Name, field => field.DataType, StringComparer.Ordinal);
        return [.. names.Select((name, i) => declared.TryGetValue(name, out var type)
            ? new SourceColumn(name, type, Inferred: false)
            : new SourceColumn(name, options.InferTypes ? infer(i) : StringType.Default, options.InferTypes))];
    }

    /// <summary>The columns of files that hold nothing at all.</summary>
    public static SourceColumn[] Declared(FileSourceOptions options)
        => [.. options.Schema.Select(field => new SourceColumn(field.Name, field.DataType, Inferred: false))];

    private static string Listed(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"'{name}'"));
}
