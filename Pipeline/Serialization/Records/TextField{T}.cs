using DataflowWrite.Columns.Building;
using DataflowWrite.Serialization.Csv;

namespace DataflowWrite.Serialization.Records;

/// <summary>Writes values as the Arrow type of their column stores them: timestamps as integers, decimals unscaled.</summary>
internal abstract class TextField<T>(FieldSite site) : MemberText<T>, ITextField
{
    public FieldSite Site { get; } = site;

    public virtual ITextField Checked(FieldSite site, CsvTextFormat format) => new CheckedField<T>(site, this, format);
}
