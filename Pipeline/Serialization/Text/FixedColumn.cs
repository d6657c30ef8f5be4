using Apache.Arrow;
using DataflowWrite.Columns.Building;

namespace DataflowWrite.Serialization.Text;

/// <summary>A column of fixed-width values.</summary>
internal sealed unsafe class FixedColumn<T, TFormat>(string name, ValueFrame frame, TFormat format) : ColumnWriter(name, frame)
    where T : unmanaged
    where TFormat : struct, IValueFormat<T>
{
    private FramedFormat<T, TFormat> _text = new(frame, format);
    private T* _values;

    public override void Write(ref Utf8Output output, int row)
    {
        if (IsNull(row))
            output.Append(Frame.Null);
        else
            _text.Write(ref output, _values[row]);
    }

    protected override void BindValues(ArrayData data, BufferPins pins)
        => _values = (T*)pins.Pin(Name, data, 1, ((long)data.Offset + data.Length) * sizeof(T)) + data.Offset;
}
