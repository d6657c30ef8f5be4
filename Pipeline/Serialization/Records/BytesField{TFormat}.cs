using DataflowWrite.Columns.Building;
using DataflowWrite.Serialization.Text;

namespace DataflowWrite.Serialization.Records;

/// <summary>Byte strings in one format.</summary>
internal sealed class BytesField<TFormat>(FieldSite site, TFormat format) : BytesField(site)
    where TFormat : struct, IBytesFormat
{
    public override void WriteBytes(ref Utf8Output output, scoped ReadOnlySpan<byte> value)
    {
        output.Append(Site.Frame.Before);
        format.Write(ref output, value);
        output.Append(Site.Frame.After);
    }
}
