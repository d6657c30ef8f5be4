using System.Runtime.CompilerServices;

namespace DataflowWrite.Sources.Values;

/// <summary>The 32 little-endian bytes of a decimal256.</summary>
[InlineArray(32)]
internal struct Decimal256Bits
{
    private byte _first;
}
