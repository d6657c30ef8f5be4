using System.Buffers;
using DataflowWrite.Columns.Building;
using DataflowWrite.Serialization.Csv;

namespace DataflowWrite.Serialization.Records;

/// <summary>Looks at the text of byte strings before it writes them.</summary>
internal sealed class CheckedBytesField(FieldSite site, BytesField values, CsvTextFormat format) : BytesField(site)
{
    private readonly ArrayBufferWriter<byte> _scratch = new();

    public override void WriteBytes(ref Utf8Output output, scoped ReadOnlySpan<byte> value)
    {
        _scratch.ResetWrittenCount();
        var text = new Utf8Output(_scratch);
        values.WriteBytes(ref text, value);
        text.Complete();
        format.Write(ref output, _scratch.WrittenSpan, clean: false);
        output.Append(Site.Frame.After);
    }
}
