using System.Numerics;
using Apache.Arrow;
using DataflowWrite.Serialization.Text;

namespace DataflowWrite.Serialization.JsonLines;

/// <summary>Lists anywhere, with an array of starts and one of lengths.</summary>
internal unsafe struct ViewRanges<TOffset> : IListRanges
    where TOffset : unmanaged, IBinaryInteger<TOffset>
{
    private TOffset* _offsets;
    private TOffset* _sizes;

    public void Bind(string column, ArrayData data, BufferPins pins)
    {
        var needed = ((long)data.Offset + data.Length) * sizeof(TOffset);
        _offsets = (TOffset*)pins.Pin(column, data, 1, needed) + data.Offset;
        _sizes = (TOffset*)pins.Pin(column, data, 2, needed) + data.Offset;
    }

    public readonly (long Start, long End) Get(int row)
    {
        var start = long.CreateTruncating(_offsets[row]);
        return (start, start + long.CreateTruncating(_sizes[row]));
    }
}
