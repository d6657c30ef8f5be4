using DataflowWrite.Generators.Models;
using DataflowWrite.Generators.Parsing;

namespace DataflowWrite.Generators.Emitting;

/// <summary>Rows to text, member after member, with no record batch between.</summary>
internal static class TextEmitter
{
    public static void Emit(SourceWriter writer, TypeModel type)
    {
        writer.Line($"static global::DataflowWrite.Serialization.IBatchSerializer<{type.FullName}> {Code.RecordInterface(type)}.CreateSerializer(");
        writer.Continue("global::DataflowWrite.Serialization.StatelessFormat format, global::Apache.Arrow.Schema writerSchema)");
        writer.Continue($"=> global::DataflowWrite.Serialization.Records.RecordSerializer.Create<{type.FullName}>(format, writerSchema);");
        writer.Line();
        writer.Line($"static {Code.Building}.RecordText<{type.FullName}> {Code.ColumnsInterface(type)}.CreateText(");
        writer.Continue($"{Code.Building}.RecordColumns columns)");
        writer.Continue($"=> new {Code.Text(type)}(columns);");
    }

    /// <summary>The nested class that has a writer for each member that the file keeps.</summary>
    public static void EmitClass(SourceWriter writer, TypeModel type)
    {
        writer.Open($"private sealed class {Code.Text(type)}({Code.Building}.RecordColumns columns) : {Code.Building}.RecordText<{type.FullName}>");
        foreach (var column in type.Columns)
        {
            writer.Line($"private readonly {Code.Building}.MemberText<{column.Converter.MarkedType}>? {Code.MemberText(column)} =");
            writer.Continue($"columns.Find({Names.Literal(column.Name)}, {Code.Columns(type)}.{Code.Converter(column)});");
        }

        writer.Line();
        writer.Open($"public override void Write(ref {Code.Building}.Utf8Output output, in {type.FullName} row)");
        foreach (var column in type.Columns)
            writer.Line($"{Code.MemberText(column)}?.Write(ref output, row.{column.Member});");

        writer.Close();
        writer.Close();
    }
}
