using Apache.Arrow;
using DataflowWrite.Columns.Building;
using DataflowWrite.Serialization.Text;

namespace DataflowWrite.Serialization.JsonLines;

/// <summary>A struct as an object.</summary>
internal sealed class StructColumn(string name, ValueFrame frame, ColumnWriter[] fields) : ColumnWriter(name, frame)
{
    private readonly NestedText _text = NestedText.Object(frame);
    private int _offset;

    public override void Write(ref Utf8Output output, int row)
    {
        if (IsNull(row))
        {
            output.Append(Frame.Null);
            return;
        }

        _text.Begin(ref output);
        foreach (var field in fields)
            field.Write(ref output, row + _offset);

        _text.End(ref output);
    }

    protected override void BindValues(ArrayData data, BufferPins pins)
    {
        _offset = data.Offset;
        for (var i = 0; i < fields.Length; i++)
        {
            NestedData.CheckLength(Name, data.Children[i], (long)data.Offset + data.Length);
            fields[i].Bind(data.Children[i], pins);
        }
    }
}
