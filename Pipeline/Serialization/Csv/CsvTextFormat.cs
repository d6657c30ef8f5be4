using DataflowWrite.Columns.Building;
using DataflowWrite.Serialization.Text;

namespace DataflowWrite.Serialization.Csv;

/// <summary>Texts as CSV fields.</summary>
internal readonly struct CsvTextFormat(CsvText text) : ITextFormat
{
    public AsciiSet Special => text.SpecialSet;

    public bool HasSpecial(ReadOnlySpan<byte> value) => text.HasSpecial(value);

    public bool IsVerbatim(ReadOnlySpan<byte> clean) => text.IsVerbatim(clean);

    public void Write(ref Utf8Output output, ReadOnlySpan<byte> value, bool clean) => text.Write(ref output, value, clean);
}
