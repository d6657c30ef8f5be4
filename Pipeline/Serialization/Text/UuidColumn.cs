using Apache.Arrow;
using DataflowWrite.Serialization.Text.Values;

namespace DataflowWrite.Serialization.Text;

/// <summary>
/// The Arrow extension <c>arrow.uuid</c>: 16 bytes in network order as <c>xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx</c>.
/// </summary>
internal sealed class UuidColumn(string name, ValueFrame frame) : ColumnWriter(name, frame)
{
    private const int TextLength = 36;

    private FixedValues _values;

    public override void Write(ref Utf8Output output, int row)
    {
        if (IsNull(row))
        {
            output.Append(Frame.Null);
            return;
        }

        var destination = output.Reserve(Frame.Length + TextLength);
        var length = Frame.Open(destination);
        new Guid(_values.Get(row), bigEndian: true).TryFormat(destination[length..], out var written);
        length += written;
        length += Frame.Close(destination[length..]);
        output.Advance(length);
    }

    protected override void BindValues(ArrayData data, int reads, BufferPins pins) => _values.Bind(Name, data, pins);
}
