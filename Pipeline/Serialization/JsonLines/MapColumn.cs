using Apache.Arrow;
using DataflowWrite.Columns.Building;
using DataflowWrite.Serialization.Text;

namespace DataflowWrite.Serialization.JsonLines;

/// <summary>Maps with text keys as objects.</summary>
internal sealed class MapColumn(string name, ValueFrame frame, ColumnWriter keys, ColumnWriter values)
    : ColumnWriter(name, frame)
{
    private readonly NestedText _text = NestedText.Object(frame);
    private readonly MapKeys _keys = new(name, keys);
    private OffsetRanges<int> _ranges;
    private int _entries;
    private int _offset;

    public override void Write(ref Utf8Output output, int row)
    {
        if (IsNull(row))
        {
            output.Append(Frame.Null);
            return;
        }

        var (start, end) = _ranges.Get(row);
        NestedData.CheckRange(Name, start, end, _entries);
        _keys.Read((int)start + _offset, (int)(end - start));
        _text.Begin(ref output);
        for (var i = 0; i < end - start; i++)
        {
            output.Append(_keys[i]);
            output.Append((byte)':');
            values.Write(ref output, (int)start + _offset + i);
        }

        _text.End(ref output);
    }

    protected override void BindValues(ArrayData data, BufferPins pins)
    {
        _ranges.Bind(Name, data, pins);
        var entries = data.Children[0];
        _offset = entries.Offset;
        _entries = entries.Length;
        foreach (var child in entries.Children)
            NestedData.CheckLength(Name, child, (long)_offset + _entries);

        keys.Bind(entries.Children[0], pins);
        values.Bind(entries.Children[1], pins);
    }
}
