using Apache.Arrow;
using DataflowWrite.Serialization.Records;

namespace DataflowWrite.Serialization.Csv;

/// <summary>CSV with checked and compiled options.</summary>
internal sealed class CsvFormat : StatelessFormat
{
    private readonly CsvColumns _columns;

    public CsvFormat(CsvOptions options)
        : base("csv", "csv")
    {
        CsvOptionsChecks.Check(options);
        _columns = new CsvColumns(options);
    }

    public override void Validate(Schema writerSchema)
    {
        ArgumentNullException.ThrowIfNull(writerSchema);
        if (writerSchema.FieldsList.Count == 0)
            throw new NotSupportedException("CSV cannot hold rows without columns; keep at least one column in the files.");

        _columns.Create(writerSchema);
    }

    public override IBatchSerializer CreateSerializer(Schema writerSchema)
    {
        Validate(writerSchema);
        return new CsvSerializer(writerSchema, _columns);
    }

    internal override RecordTextPlan PlanRecords(Schema writerSchema)
        => new(_columns.Header(writerSchema), Objects: false, () => new TextColumns(_columns.CreateFields(writerSchema)));
}
