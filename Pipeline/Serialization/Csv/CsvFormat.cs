using Apache.Arrow;

namespace DataflowWrite.Serialization.Csv;

internal sealed class CsvFormat(CsvOptions options) : StatelessFormat("csv", "csv")
{
    public override void Validate(Schema writerSchema) => throw new NotSupportedException($"{options}");

    public override IBatchSerializer CreateSerializer(Schema writerSchema) => throw new NotSupportedException();
}
