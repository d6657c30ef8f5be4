using DataflowWrite.Generators.Models;

namespace DataflowWrite.Generators.Emitting;

/// <summary>Rows to a record batch, a column at a time.</summary>
internal static class BatchEmitter
{
    public static void Emit(SourceWriter writer, TypeModel type)
    {
        writer.Open(
            $"static global::Apache.Arrow.RecordBatch {Code.ColumnsInterface(type)}.CreateBatch({Code.Building}.RecordRows<{type.FullName}> rows)");
        writer.Line($"using var batch = new {Code.Building}.RecordBatchBuilder<{type.FullName}>({Code.Columns(type)}.Schema, rows);");
        foreach (var column in type.Columns)
            writer.Line($"{Code.Columns(type)}.{Code.Fill(column)}(batch, rows);");

        writer.Line("return batch.Build();");
        writer.Close();
    }

    /// <summary>The method that fills one column.</summary>
    public static void EmitColumn(SourceWriter writer, TypeModel type, ColumnModel column, int index)
    {
        writer.Open($"public static void {Code.Fill(column)}("
            + $"{Code.Building}.RecordBatchBuilder<{type.FullName}> batch, {Code.Building}.RecordRows<{type.FullName}> rows)");
        writer.Lines($$"""
            using var room = new {{Code.Building}}.RowValues<{{column.Converter.MarkedType}}>(rows.Count);
            var values = room.Span;
            for (var i = 0; i < values.Length; i++)
                values[i] = rows[i].{{column.Member}};

            batch.Set({{index}}, {{Code.Converter(column)}}, values);
            """);
        writer.Close();
    }
}
