using System.Text.Json;
using DataflowWrite.Sources.Values;

namespace DataflowWrite.Sources.JsonLines;

/// <summary>Arrays as lists.</summary>
internal sealed class JsonList(string path, SourceColumn column, JsonValue element) : JsonValue(path, column)
{
    public override void Append(JsonLineReader line, ref Utf8JsonReader json, ColumnBuilder builder)
    {
        var kind = JsonLineReader.KindOf(json.TokenType);
        if (kind == JsonKinds.None)
        {
            builder.AppendNull();
            return;
        }

        if (kind != JsonKinds.Array)
            throw Unexpected(line, kind, JsonKinds.Array);

        var target = (ListColumn)builder;
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
            element.Append(line, ref json, target.Values);

        target.Append();
    }
}
