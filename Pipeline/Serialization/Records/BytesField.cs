using DataflowWrite.Columns.Building;
using DataflowWrite.Serialization.Csv;

namespace DataflowWrite.Serialization.Records;

/// <summary>Byte strings.</summary>
internal abstract class BytesField(FieldSite site) : TextField<byte[]?>(site)
{
    public abstract void WriteBytes(ref Utf8Output output, scoped ReadOnlySpan<byte> value);

    public sealed override void Write(ref Utf8Output output, byte[]? value)
    {
        if (value is null)
            Site.WriteNull(ref output);
        else
            WriteBytes(ref output, value);
    }

    public sealed override ITextField Checked(FieldSite site, CsvTextFormat format) => new CheckedBytesField(site, this, format);
}
