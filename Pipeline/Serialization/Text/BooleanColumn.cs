using Apache.Arrow;
using DataflowWrite.Columns.Building;

namespace DataflowWrite.Serialization.Text;

/// <summary>A column of bits.</summary>
internal sealed unsafe class BooleanColumn(string name, ValueFrame frame) : ColumnWriter(name, frame)
{
    private readonly BooleanText _text = new(frame);
    private byte* _bits;
    private int _offset;

    public override void Write(ref Utf8Output output, int row)
    {
        var bit = row + _offset;
        if (IsNull(row))
            output.Append(Frame.Null);
        else
            _text.Write(ref output, (_bits[bit >> 3] & (1 << (bit & 7))) != 0);
    }

    protected override void BindValues(ArrayData data, BufferPins pins)
    {
        _offset = data.Offset;
        _bits = pins.Pin(Name, data, 1, BitmapLength(data));
    }
}
