using System.Text.Json;
using Apache.Arrow.Types;
using DataflowWrite.Sources.Values;

namespace DataflowWrite.Sources.JsonLines;

/// <summary>Reads the values in one place, under a key or in arrays, into the builder of their column. Used by one thread.</summary>
/// <param name="path">The place for messages, as <c>a.b[]</c>.</param>
/// <param name="column">The top-level column that the place is part of, with the type of the place.</param>
internal abstract class JsonValue(string path, SourceColumn column)
{
    public string Path => path;

    protected SourceColumn Column => column;

    /// <summary>Appends the value on which the reader stands, and moves to its end.</summary>
    public abstract void Append(JsonLineReader line, ref Utf8JsonReader json, ColumnBuilder builder);

    /// <summary>The reader for a column: of the shape that the sample shows, or of the type that the caller declares.</summary>
    public static JsonValue Create(SourceColumn column, JsonShape? shape) => Create(column.Name, column, shape);

    protected SourceFormatException Unexpected(JsonLineReader line, JsonKinds kind, JsonKinds accepted)
        => line.Error(path, column.Inferred
            ? $"{JsonLineReader.Describe(kind)} stands where the sample at the beginning shows only "
                + $"{JsonLineReader.Describe(accepted)}. {SourceColumn.AdviceFor(column.Name)}"
            : $"{JsonLineReader.Describe(kind)} does not fit {SchemaText.FormatType(column.Type)}, which the schema declares.");

    private static JsonValue Create(string path, SourceColumn column, JsonShape? shape) => column.Type switch
    {
        StructType type => new JsonStruct(path, column, new(
            [.. type.Fields.Select(field => Create($"{path}.{field.Name}", column with { Type = field.DataType }, shape?.Field(field.Name)))],
            [.. type.Fields.Select(field => field.Name)],
            path,
            column.Name)),
        MapType type => new JsonMap(path, column, Create($"{path}[]", column with { Type = type.ValueField.DataType }, null)),
        ListType type => new JsonList(path, column, Create($"{path}[]", column with { Type = type.ValueDataType }, shape?.Element)),
        var type => new JsonScalar(path, column, column.Inferred && shape is not null ? shape.Accepted : AcceptedBy(type)),
    };

    private static JsonKinds AcceptedBy(IArrowType type) => type is StringType ? JsonKinds.All : JsonKinds.Scalar;
}
