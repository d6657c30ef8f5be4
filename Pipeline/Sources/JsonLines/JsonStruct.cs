using System.Text.Json;
using DataflowWrite.Sources.Values;

namespace DataflowWrite.Sources.JsonLines;

/// <summary>Objects whose keys are the fields of a struct.</summary>
internal sealed class JsonStruct(string path, SourceColumn column, JsonFields fields) : JsonValue(path, column)
{
    public override void Append(JsonLineReader line, ref Utf8JsonReader json, ColumnBuilder builder)
    {
        var kind = JsonLineReader.KindOf(json.TokenType);
        if (kind == JsonKinds.None)
        {
            builder.AppendNull();
            return;
        }

        if (kind != JsonKinds.Object)
            throw Unexpected(line, kind, JsonKinds.Object);

        var target = (StructColumn)builder;
        fields.Append(line, ref json, target.Fields);
        target.Append();
    }
}
