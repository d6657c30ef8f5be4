using Apache.Arrow;
using DataflowWrite.Columns.Building;
using DataflowWrite.Serialization.Text.Values;

namespace DataflowWrite.Serialization.Text;

/// <summary>The Arrow extension <c>arrow.uuid</c>: 16 bytes in network order.</summary>
internal sealed class UuidColumn(string name, ValueFrame frame) : ColumnWriter(name, frame)
{
    private FramedFormat<Guid, UuidFormat> _text = new(frame, default);
    private FixedValues _values;

    public override void Write(ref Utf8Output output, int row)
    {
        if (IsNull(row))
            output.Append(Frame.Null);
        else
            _text.Write(ref output, new Guid(_values.Get(row), bigEndian: true));
    }

    protected override void BindValues(ArrayData data, BufferPins pins) => _values.Bind(Name, data, pins);
}
