using Apache.Arrow;
using DataflowWrite.Columns.Building;
using DataflowWrite.Serialization.Text;

namespace DataflowWrite.Serialization.JsonLines;

/// <summary>Maps whose keys are not text, as arrays of entries that another column writes; it looks at the keys first.</summary>
internal sealed class MapEntriesColumn(string name, ValueFrame frame, ColumnWriter keys, ColumnWriter entries)
    : ColumnWriter(name, frame)
{
    private readonly MapKeys _keys = new(name, keys);
    private OffsetRanges<int> _ranges;
    private int _entries;
    private int _offset;

    public override void Write(ref Utf8Output output, int row)
    {
        if (!IsNull(row))
        {
            var (start, end) = _ranges.Get(row);
            NestedData.CheckRange(Name, start, end, _entries);
            _keys.Read((int)start + _offset, (int)(end - start));
        }

        entries.Write(ref output, row);
    }

    protected override void BindValues(ArrayData data, BufferPins pins)
    {
        _ranges.Bind(Name, data, pins);
        var structs = data.Children[0];
        _offset = structs.Offset;
        _entries = structs.Length;
        NestedData.CheckLength(Name, structs.Children[0], (long)_offset + _entries);
        keys.Bind(structs.Children[0], pins);
        entries.Bind(data, pins);
    }
}
