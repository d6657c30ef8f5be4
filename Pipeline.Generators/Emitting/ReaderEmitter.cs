using DataflowWrite.Generators.Models;
using DataflowWrite.Generators.Parsing;

namespace DataflowWrite.Generators.Emitting;

/// <summary>A record batch to rows.</summary>
internal static class ReaderEmitter
{
    public static void Emit(SourceWriter writer, TypeModel type)
    {
        writer.Open($"static {type.FullName}[] {Code.ColumnsInterface(type)}.Read(global::Apache.Arrow.RecordBatch batch)");
        writer.Line($"var columns = new {Code.Building}.RecordBatchReader(batch);");
        foreach (var column in type.Columns.Where(column => column.IsRead))
            writer.Line($"var {Code.Values(column)} = columns.Read({Names.Literal(column.Name)}, {Code.Columns(type)}.{Code.Converter(column)});");

        writer.Line($"var rows = new {type.FullName}[batch.Length];");
        writer.Line("for (var i = 0; i < rows.Length; i++)");
        EmitRow(writer, type);
        writer.Line();
        writer.Line("return rows;");
        writer.Close();
    }

    private static void EmitRow(SourceWriter writer, TypeModel type)
    {
        var arguments = string.Join(", ", type.Construction.Arguments.Select(argument => argument.Member is null
            ? $"default({argument.Type})!"
            : ValueOf(type, argument.Member)));
        var assignments = type.Construction.Assignments.Select(member => $"{member} = {ValueOf(type, member)},")
            .Concat(type.Construction.Defaults.Select(member => $"{member} = default!,"))
            .ToList();
        var creation = $"rows[i] = new {type.FullName}({arguments})";
        if (assignments.Count == 0)
        {
            writer.Continue(creation + ";");
            return;
        }

        writer.Continue(creation);
        writer.Continue("{");
        foreach (var assignment in assignments)
            writer.Continue("    " + assignment);

        writer.Continue("};");
    }

    private static string ValueOf(TypeModel type, string member) => Code.Values(type.Columns.First(column => column.Member == member)) + "[i]";
}
