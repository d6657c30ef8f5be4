using DataflowWrite.Generators.Models;
using DataflowWrite.Generators.Parsing;

namespace DataflowWrite.Generators.Emitting;

/// <summary>The nested class with the converters, the schema and the methods that fill columns.</summary>
internal static class ColumnsEmitter
{
    public static void Emit(SourceWriter writer, TypeModel type)
    {
        writer.Open($"private static class {Code.Columns(type)}");
        foreach (var column in type.Columns)
        {
            writer.Line($"public static readonly {Code.Building}.ColumnConverter<{column.Converter.MarkedType}> {Code.Converter(column)} =");
            writer.Continue(ConverterEmitter.Expression(column.Converter) + ";");
            writer.Line();
        }

        EmitSchema(writer, type);
        writer.Line();
        KeyEmitter.EmitSpec(writer, type);
        for (var i = 0; i < type.Columns.Count; i++)
        {
            writer.Line();
            BatchEmitter.EmitColumn(writer, type, type.Columns[i], i);
        }

        writer.Close();
    }

    private static void EmitSchema(SourceWriter writer, TypeModel type)
    {
        writer.Line("public static readonly global::Apache.Arrow.Schema Schema = new(");
        writer.Continue("new global::Apache.Arrow.Field[]");
        writer.Continue("{");
        foreach (var column in type.Columns)
            writer.Continue($"    new({Names.Literal(column.Name)}, {Code.Converter(column)}.Type, {Code.Converter(column)}.IsNullable, {Code.Metadata(column.Metadata)}),");

        writer.Continue("},");
        writer.Continue(Code.Metadata(type.Metadata) + ");");
    }
}
