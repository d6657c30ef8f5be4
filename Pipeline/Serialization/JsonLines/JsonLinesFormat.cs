using Apache.Arrow;

namespace DataflowWrite.Serialization.JsonLines;

internal sealed class JsonLinesFormat(JsonLinesOptions options) : StatelessFormat("jsonl", "jsonl")
{
    public override void Validate(Schema writerSchema) => throw new NotSupportedException($"{options}");

    public override IBatchSerializer CreateSerializer(Schema writerSchema) => throw new NotSupportedException();
}
