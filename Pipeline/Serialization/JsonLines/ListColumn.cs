using Apache.Arrow;
using DataflowWrite.Columns.Building;
using DataflowWrite.Serialization.Text;

namespace DataflowWrite.Serialization.JsonLines;

/// <summary>Lists as arrays.</summary>
internal sealed class ListColumn<TRanges>(string name, ValueFrame frame, ColumnWriter items) : ColumnWriter(name, frame)
    where TRanges : struct, IListRanges
{
    private readonly NestedText _text = NestedText.Array(frame);
    private TRanges _ranges = new();
    private int _items;

    public override void Write(ref Utf8Output output, int row)
    {
        if (IsNull(row))
        {
            output.Append(Frame.Null);
            return;
        }

        var (start, end) = _ranges.Get(row);
        NestedData.CheckRange(Name, start, end, _items);
        _text.Begin(ref output);
        for (var item = (int)start; item < end; item++)
            items.Write(ref output, item);

        _text.End(ref output);
    }

    protected override void BindValues(ArrayData data, BufferPins pins)
    {
        _ranges.Bind(Name, data, pins);
        _items = data.Children[0].Length;
        items.Bind(data.Children[0], pins);
    }
}
