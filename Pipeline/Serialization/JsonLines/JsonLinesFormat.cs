using Apache.Arrow;
using DataflowWrite.Serialization.Records;

namespace DataflowWrite.Serialization.JsonLines;

/// <summary>JSON Lines with checked options.</summary>
internal sealed class JsonLinesFormat : StatelessFormat
{
    private readonly JsonColumns _columns;

    public JsonLinesFormat(JsonLinesOptions options)
        : base("jsonl", "jsonl")
    {
        if (!Enum.IsDefined(options.NonFiniteFloats))
            throw new ArgumentException(
                $"NonFiniteFloats {options.NonFiniteFloats} is not one of"
                + $" {string.Join(", ", Enum.GetNames<NonFiniteFloats>())}.");

        if (!Enum.IsDefined(options.BinaryEncoding))
            throw new ArgumentException(
                $"BinaryEncoding {options.BinaryEncoding} is not one of {string.Join(", ", Enum.GetNames<BinaryEncoding>())}.");

        _columns = new JsonColumns(options);
    }

    public override void Validate(Schema writerSchema)
    {
        ArgumentNullException.ThrowIfNull(writerSchema);
        _columns.Create(writerSchema);
    }

    public override IBatchSerializer CreateSerializer(Schema writerSchema)
    {
        Validate(writerSchema);
        return new JsonLinesSerializer(writerSchema, _columns);
    }

    internal override RecordTextPlan PlanRecords(Schema writerSchema)
        => new([], Objects: true, () => new TextColumns(_columns.CreateRecord(writerSchema.FieldsList, parent: "")));
}
