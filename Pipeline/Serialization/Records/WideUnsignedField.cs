using DataflowWrite.Columns.Building;
using DataflowWrite.Serialization.Text;
using DataflowWrite.Serialization.Text.Numbers;

namespace DataflowWrite.Serialization.Records;

/// <summary>Unsigned integers of 128 bits in a decimal of 256.</summary>
internal sealed class WideUnsignedField(TextField<Int256> values) : TextField<UInt128>(values.Site)
{
    public override void Write(ref Utf8Output output, UInt128 value) => values.Write(ref output, Int256.From(value));
}
