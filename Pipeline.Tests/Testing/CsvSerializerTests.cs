using Apache.Arrow;
using DataflowWrite.Serialization;
using DataflowWrite.Testing;

namespace DataflowWrite.Tests.Testing;

public sealed class CsvSerializerTests : BatchSerializerContract
{
    protected override IBatchSerializer CreateSerializer(Schema schema) => FileFormat.Csv().CreateSerializer(schema);
}
