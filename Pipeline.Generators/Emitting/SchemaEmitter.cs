using DataflowWrite.Generators.Models;

namespace DataflowWrite.Generators.Emitting;

/// <summary>Schema and partitioning, as the interfaces ask for them.</summary>
internal static class SchemaEmitter
{
    public static void Emit(SourceWriter writer, TypeModel type)
    {
        writer.Line($"static global::Apache.Arrow.Schema {Code.ColumnsInterface(type)}.Schema => {Code.Columns(type)}.Schema;");
        writer.Line();
        writer.Line(
            $"static global::DataflowWrite.Partitioning.PartitionSpec {Code.RecordInterface(type)}.PartitionSpec => {Code.Columns(type)}.PartitionSpec;");
    }
}
