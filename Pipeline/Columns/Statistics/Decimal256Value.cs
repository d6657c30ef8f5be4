using System.Runtime.InteropServices;

namespace DataflowWrite.Columns.Statistics;

/// <summary>The bits of a decimal256: two's complement, lowest word first.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct Decimal256Value(UInt128 low, Int128 high) : IComparable<Decimal256Value>
{
    private readonly UInt128 _low = low;
    private readonly Int128 _high = high;

    public int CompareTo(Decimal256Value other)
        => _high.CompareTo(other._high) is var order and not 0 ? order : _low.CompareTo(other._low);
}
