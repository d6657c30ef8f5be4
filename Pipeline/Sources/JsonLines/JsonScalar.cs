using System.Text.Json;
using DataflowWrite.Sources.Values;

namespace DataflowWrite.Sources.JsonLines;

/// <summary>A value without parts, or one that is kept as its JSON text.</summary>
internal sealed class JsonScalar(string path, SourceColumn column, JsonKinds accepted) : JsonValue(path, column)
{
    public override void Append(JsonLineReader line, ref Utf8JsonReader json, ColumnBuilder builder)
    {
        var text = line.ReadValue(ref json, out var kind);
        if (kind == JsonKinds.None)
            builder.AppendNull();
        else if ((accepted & kind) == 0)
            throw Unexpected(line, kind, accepted);
        else if (!builder.TryAppend(text))
            throw line.Error(Path, Column.Misfit(text));
    }
}
