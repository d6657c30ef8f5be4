using System.Buffers;
using DataflowWrite.Columns.Building;
using DataflowWrite.Serialization.Csv;

namespace DataflowWrite.Serialization.Records;

/// <summary>Looks at the text of another field's values before it writes them: for types whose texts may need quotes.</summary>
internal sealed class CheckedField<T>(FieldSite site, TextField<T> values, CsvTextFormat format) : TextField<T>(site)
{
    private readonly ArrayBufferWriter<byte> _scratch = new();

    public override void Write(ref Utf8Output output, T value)
    {
        _scratch.ResetWrittenCount();
        var text = new Utf8Output(_scratch);
        values.Write(ref text, value);
        text.Complete();
        format.Write(ref output, _scratch.WrittenSpan, clean: false);
        output.Append(Site.Frame.After);
    }
}
