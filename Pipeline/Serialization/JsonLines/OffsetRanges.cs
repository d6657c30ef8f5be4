using System.Numerics;
using Apache.Arrow;
using DataflowWrite.Serialization.Text;

namespace DataflowWrite.Serialization.JsonLines;

/// <summary>Lists side by side, with an array of where each starts.</summary>
internal unsafe struct OffsetRanges<TOffset> : IListRanges
    where TOffset : unmanaged, IBinaryInteger<TOffset>
{
    private TOffset* _offsets;

    public void Bind(string column, ArrayData data, BufferPins pins)
    {
        var needed = data.Length == 0 ? 0 : ((long)data.Offset + data.Length + 1) * sizeof(TOffset);
        _offsets = (TOffset*)pins.Pin(column, data, 1, needed) + data.Offset;
    }

    public readonly (long Start, long End) Get(int row)
        => (long.CreateTruncating(_offsets[row]), long.CreateTruncating(_offsets[row + 1]));
}
