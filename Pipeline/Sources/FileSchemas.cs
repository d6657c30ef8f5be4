using Apache.Arrow;
using DataflowWrite.Columns;

namespace DataflowWrite.Sources;

/// <summary>
/// Brings files that state their own schemas together: the columns are those of the first file, and in the others they are
/// found by name, in any order.
/// </summary>
public static class FileSchemas
{
    /// <summary>
    /// The schema that holds the rows of all files: that of the first, with its metadata, and a column nullable that is so in
    /// any file.
    /// </summary>
    /// <param name="files">The files, at least one.</param>
    /// <param name="schemas">The schema of each of them.</param>
    /// <exception cref="SourceFormatException">
    /// A file names a column twice, lacks one, has another one, or has one of another type; the message names both files.
    /// </exception>
    public static Schema Unify(IReadOnlyList<SourceFile> files, IReadOnlyList<Schema> schemas)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(schemas);
        var first = schemas[0];
        RequireDistinctNames(files[0], first);
        var nullable = first.FieldsList.Select(field => field.IsNullable).ToArray();
        for (var i = 1; i < files.Count; i++)
        {
            var places = Places(files[i], schemas[i], files[0].Name, first);
            for (var column = 0; column < nullable.Length; column++)
                nullable[column] |= schemas[i].GetFieldByIndex(places[column]).IsNullable;
        }

        return new Schema(
            first.FieldsList.Select((field, i) => field.IsNullable == nullable[i] ? field : new Field(field.Name, field.DataType, true, field.Metadata)),
            first.Metadata);
    }

    /// <summary>
    /// Where each column of the schema stands in the file; null when they stand in the same places, so that its batches can
    /// be given out as they are.
    /// </summary>
    /// <exception cref="SourceFormatException">As for <see cref="Unify"/>.</exception>
    public static IReadOnlyList<int>? Align(SourceFile file, Schema ofFile, Schema schema)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(ofFile);
        ArgumentNullException.ThrowIfNull(schema);
        var places = Places(file, ofFile, "the files before it", schema);
        return places.AsSpan().SequenceEqual([.. Enumerable.Range(0, places.Length)]) ? null : places;
    }

    /// <summary>
    /// The columns of a batch of the file in the order of the schema. Takes the batch over: disposing the result disposes it.
    /// </summary>
    /// <param name="batch">A batch of the file.</param>
    /// <param name="schema">The schema of the source.</param>
    /// <param name="places">What <see cref="Align"/> has returned.</param>
    public static RecordBatch Conform(RecordBatch batch, Schema schema, IReadOnlyList<int>? places)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(schema);
        if (places is null && ReferenceEquals(batch.Schema, schema))
            return batch;

        return new DerivedBatch(schema, places is null ? batch.Arrays : places.Select(batch.Column), batch);
    }

    private static int[] Places(SourceFile file, Schema ofFile, string others, Schema expected)
    {
        RequireDistinctNames(file, ofFile);
        var places = new int[expected.FieldsList.Count];
        for (var i = 0; i < places.Length; i++)
        {
            var field = expected.FieldsList[i];
            places[i] = ofFile.GetFieldIndex(field.Name, StringComparer.Ordinal);
            if (places[i] < 0)
                throw Error(file, field.Name, $"the column is missing, which {others} has; give all files the same columns, in any order.");

            var found = ofFile.FieldsList[places[i]].DataType;
            if (!ArrowTypes.Same(field.DataType, found))
                throw Error(file, field.Name, $"the column is {ArrowTypes.NameOf(found)}, and {ArrowTypes.NameOf(field.DataType)} in {others}; "
                    + "give all files the same types.");
        }

        foreach (var field in ofFile.FieldsList)
            if (expected.GetFieldIndex(field.Name, StringComparer.Ordinal) < 0)
                throw Error(file, field.Name, $"the column is not expected, since {others} lacks it; give all files the same columns, in any order.");

        return places;
    }

    private static void RequireDistinctNames(SourceFile file, Schema schema)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var field in schema.FieldsList)
            if (!names.Add(field.Name))
                throw Error(file, field.Name, "the file has two columns of this name; rename one.");
    }

    private static SourceFormatException Error(SourceFile file, string column, string message)
        => new(file.Name, 0, column, $"{file.Name}, column '{column}': {message}");
}
