using Apache.Arrow;

namespace DataflowWrite.Serialization.Text;

/// <summary>A column of fixed-width values.</summary>
internal sealed unsafe class FixedColumn<T, TFormat>(string name, ValueFrame frame, TFormat format) : ColumnWriter(name, frame)
    where T : unmanaged
    where TFormat : struct, IValueFormat<T>
{
    private readonly int _maxLength = frame.Length + format.MaxLength;
    private TFormat _format = format;
    private T* _values;

    public override void Write(ref Utf8Output output, int row)
    {
        if (IsNull(row))
        {
            output.Append(Frame.Null);
            return;
        }

        var destination = output.Reserve(_maxLength);
        var length = Frame.Open(destination);
        length += _format.Write(_values[row], destination[length..]);
        length += Frame.Close(destination[length..]);
        output.Advance(length);
    }

    protected override void BindValues(ArrayData data, int reads, BufferPins pins)
        => _values = (T*)pins.Pin(Name, data, 1, ((long)data.Offset + data.Length) * sizeof(T)) + data.Offset;
}
