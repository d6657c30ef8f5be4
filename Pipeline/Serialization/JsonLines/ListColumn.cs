using Apache.Arrow;
using DataflowWrite.Serialization.Text;

namespace DataflowWrite.Serialization.JsonLines;

/// <summary>Lists as arrays.</summary>
internal sealed class ListColumn<TRanges>(string name, ValueFrame frame, ColumnWriter items) : ColumnWriter(name, frame)
    where TRanges : struct, IListRanges
{
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
        output.Append(Frame.Before);
        output.Append((byte)'[');
        for (var item = (int)start; item < end; item++)
            items.Write(ref output, item);

        output.TrimComma();
        output.Append((byte)']');
        output.Append(Frame.After);
    }

    protected override void BindValues(ArrayData data, int reads, BufferPins pins)
    {
        _ranges.Bind(Name, data, pins);
        _items = data.Children[0].Length;
        items.Bind(data.Children[0], _items, pins);
    }
}
