using System.Text;
using System.Text.Json;
using DataflowWrite.Sources.Values;

namespace DataflowWrite.Sources.JsonLines;

/// <summary>Objects as maps from their keys, which is only done where it is declared.</summary>
internal sealed class JsonMap(string path, SourceColumn column, JsonValue value) : JsonValue(path, column)
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

        var target = (ListColumn)builder;
        var entries = (StructColumn)target.Values;
        var keys = new HashSet<string>(StringComparer.Ordinal);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var key = json.GetString()!;
            if (!keys.Add(key))
                throw line.Error(Path, $"the key '{key}' occurs twice in the object; write it once.");

            json.Read();
            if (!entries.Fields[0].TryAppend(Encoding.UTF8.GetBytes(key)))
                throw line.Error(Path, $"the key '{key}' does not fit {SchemaText.FormatType(Column.Type)}, which the schema declares.");

            value.Append(line, ref json, entries.Fields[1]);
            entries.Append();
        }

        target.Append();
    }
}
