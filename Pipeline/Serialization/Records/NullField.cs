using DataflowWrite.Serialization.Csv;

namespace DataflowWrite.Serialization.Records;

/// <summary>A column that has nulls only.</summary>
internal sealed class NullField(FieldSite site) : ITextField
{
    public FieldSite Site { get; } = site;

    public ITextField Checked(FieldSite site, CsvTextFormat format) => this;
}
