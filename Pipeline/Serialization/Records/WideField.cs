using DataflowWrite.Columns.Building;
using DataflowWrite.Serialization.Text;
using DataflowWrite.Serialization.Text.Numbers;

namespace DataflowWrite.Serialization.Records;

/// <summary>Integers of 128 bits in a decimal of 256.</summary>
internal sealed class WideField(TextField<Int256> values) : TextField<Int128>(values.Site)
{
    public override void Write(ref Utf8Output output, Int128 value) => values.Write(ref output, Int256.From(value));
}
