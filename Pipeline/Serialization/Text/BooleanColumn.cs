using Apache.Arrow;

namespace DataflowWrite.Serialization.Text;

/// <summary>A column of bits: <c>true</c> and <c>false</c>.</summary>
internal sealed unsafe class BooleanColumn(string name, ValueFrame frame) : ColumnWriter(name, frame)
{
    private readonly byte[] _true = [.. frame.Before, .. "true"u8, .. frame.After];
    private readonly byte[] _false = [.. frame.Before, .. "false"u8, .. frame.After];
    private byte* _bits;
    private int _offset;

    public override void Write(ref Utf8Output output, int row)
    {
        var bit = row + _offset;
        if (IsNull(row))
            output.Append(Frame.Null);
        else
            output.Append((_bits[bit >> 3] & (1 << (bit & 7))) != 0 ? _true : _false);
    }

    protected override void BindValues(ArrayData data, int reads, BufferPins pins)
    {
        _offset = data.Offset;
        _bits = pins.Pin(Name, data, 1, BitmapLength(data));
    }
}
