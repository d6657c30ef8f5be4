using DataflowWrite.Columns.Building;
using DataflowWrite.Serialization.Text;

namespace DataflowWrite.Serialization.JsonLines;

/// <summary>What stands between the quotes of JSON strings.</summary>
internal readonly struct JsonTextFormat : ITextFormat
{
    public AsciiSet Special => JsonText.SpecialSet;

    public bool HasSpecial(ReadOnlySpan<byte> text) => JsonText.HasSpecial(text);

    public bool IsVerbatim(ReadOnlySpan<byte> clean) => true;

    public void Write(ref Utf8Output output, ReadOnlySpan<byte> text, bool clean)
    {
        if (clean)
            output.Append(text);
        else
            JsonText.WriteEscaped(ref output, text);
    }
}
