using Apache.Arrow;
using DataflowWrite.Columns.Building;
using DataflowWrite.Serialization.Text.Values;

namespace DataflowWrite.Serialization.Text;

/// <summary>A column of byte strings.</summary>
internal sealed class BytesColumn<TValues, TFormat>(string name, ValueFrame frame, TFormat format) : ColumnWriter(name, frame)
    where TValues : struct, IByteValues
    where TFormat : struct, IBytesFormat
{
    private TValues _values = new();

    public override void Write(ref Utf8Output output, int row)
    {
        if (IsNull(row))
        {
            output.Append(Frame.Null);
            return;
        }

        output.Append(Frame.Before);
        format.Write(ref output, _values.Get(row));
        output.Append(Frame.After);
    }

    protected override void BindValues(ArrayData data, BufferPins pins) => _values.Bind(Name, data, pins);
}
