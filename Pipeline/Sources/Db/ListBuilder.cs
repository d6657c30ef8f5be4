using Apache.Arrow;
using Apache.Arrow.Types;
using DataflowWrite.Sources.Values;

namespace DataflowWrite.Sources.Db;

/// <summary>The offsets of lists whose items go to a column of their own.</summary>
internal sealed class ListBuilder<T> : ArrayBuilder
{
    private readonly GrowingBuffer _offsets = new();
    private readonly IValueColumn<T> _items;

    public ListBuilder(IArrowType type, IValueColumn<T> items)
        : base(type)
    {
        _items = items;
        _offsets.Append(0);
    }

    public IValueColumn<T> Items => _items;

    public long Bytes => _offsets.Length + _items.Bytes;

    /// <summary>Ends a list with the items since the one before.</summary>
    public void EndList()
    {
        _offsets.Append(_items.Count);
        EndValue();
    }

    protected override void AppendDefault() => _offsets.Append(_items.Count);

    protected override ArrowBuffer[] TakeValues()
    {
        ArrowBuffer[] values = [_offsets.Take()];
        _offsets.Append(0);
        return values;
    }

    protected override ArrayData[] TakeChildren() => [_items.BuildData()];
}
