using System.Runtime.CompilerServices;
using DataflowWrite.Columns.Building;
using DataflowWrite.Serialization.Text.Numbers;

namespace DataflowWrite.Serialization.Records;

/// <summary>The bits of decimals of 256 bits.</summary>
internal sealed class WideField(TextField<Int256> values) : TextField<WideBits>(values.Site)
{
    public override void Write(ref Utf8Output output, WideBits value) => values.Write(ref output, Unsafe.BitCast<WideBits, Int256>(value));
}
