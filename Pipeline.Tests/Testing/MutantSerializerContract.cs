using Apache.Arrow;
using DataflowWrite.Serialization;
using DataflowWrite.Testing;

namespace DataflowWrite.Tests.Testing;

/// <summary>The contract over any serializer; with a type parameter, which keeps runners from taking it for a fixture.</summary>
internal sealed class MutantSerializerContract<TSerializer>(Func<IBatchSerializer, TSerializer> change) : BatchSerializerContract
    where TSerializer : IBatchSerializer
{
    protected override IBatchSerializer CreateSerializer(Schema schema) => change(FileFormat.Csv().CreateSerializer(schema));
}
