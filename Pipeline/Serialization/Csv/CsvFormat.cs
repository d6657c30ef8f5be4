using Apache.Arrow;

namespace DataflowWrite.Serialization.Csv;

/// <summary>CSV with checked and compiled options.</summary>
internal sealed class CsvFormat : StatelessFormat
{
    private readonly CsvOptions _options;
    private readonly CsvColumns _columns;

    public CsvFormat(CsvOptions options)
        : base("csv", "csv")
    {
        CsvOptionsChecks.Check(options);
        _options = options;
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
        return new CsvSerializer(writerSchema, _options, _columns);
    }
}
