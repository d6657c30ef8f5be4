using Apache.Arrow;
using Apache.Arrow.Types;
using DataflowWrite.Serialization.Text;

namespace DataflowWrite.Serialization.JsonLines;

/// <summary>Lists of one length, side by side.</summary>
internal struct FixedRanges : IListRanges
{
    private int _offset;
    private int _size;

    public void Bind(string column, ArrayData data, BufferPins pins)
    {
        _offset = data.Offset;
        _size = ((FixedSizeListType)data.DataType).ListSize;
    }

    public readonly (long Start, long End) Get(int row)
    {
        var start = ((long)row + _offset) * _size;
        return (start, start + _size);
    }
}
