using DataflowWrite.Columns.Building;
using DataflowWrite.Serialization.Csv;

namespace DataflowWrite.Serialization.Records;

/// <summary>UTF-16 text; a surrogate without its pair becomes U+FFFD.</summary>
internal abstract class StringField(FieldSite site) : TextField<string?>(site)
{
    public abstract void WriteText(ref Utf8Output output, scoped ReadOnlySpan<char> value);

    public sealed override ITextField Checked(FieldSite site, CsvTextFormat format) => this;
}
