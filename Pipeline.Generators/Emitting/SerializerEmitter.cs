using DataflowWrite.Generators.Models;

namespace DataflowWrite.Generators.Emitting;

/// <summary>Rows to text.</summary>
internal static class SerializerEmitter
{
    public static void Emit(SourceWriter writer, TypeModel type)
    {
        writer.Line($"static global::DataflowWrite.Serialization.IBatchSerializer<{type.FullName}> {Code.RecordInterface(type)}.CreateSerializer(");
        writer.Continue("global::DataflowWrite.Serialization.StatelessFormat format, global::Apache.Arrow.Schema writerSchema)");
        writer.Continue($"=> new global::DataflowWrite.Serialization.RecordBatchSerializer<{type.FullName}>(format, writerSchema);");
    }
}
