using DataflowWrite.Columns.Building;

namespace DataflowWrite.Serialization.Text;

/// <summary>The text of a byte string, of any length. Implemented by structs, so that a column and its format compile into one loop body.</summary>
internal interface IBytesFormat
{
    void Write(ref Utf8Output output, scoped ReadOnlySpan<byte> value);
}
