using Apache.Arrow;
using DataflowWrite.Serialization;
using DataflowWrite.Testing;

namespace DataflowWrite.Tests.Testing;

public sealed class JsonLinesSerializerTests : BatchSerializerContract
{
    protected override IBatchSerializer CreateSerializer(Schema schema) => FileFormat.JsonLines().CreateSerializer(schema);
}
