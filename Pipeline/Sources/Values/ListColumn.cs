using Apache.Arrow;
using Apache.Arrow.Types;

namespace DataflowWrite.Sources.Values;

/// <summary>Lists and maps: whoever appends fills the values first.</summary>
internal sealed class ListColumn : ColumnBuilder
{
    private readonly GrowingBuffer _offsets = new();

    public ListColumn(IArrowType type, ColumnBuilder values)
        : base(type)
    {
        Values = values;
        _offsets.Append(0);
    }

    public ColumnBuilder Values { get; }

    /// <summary>Closes a list of the values that have been appended since the last one.</summary>
    public void Append()
    {
        _offsets.Append(Values.Count);
        EndValue();
    }

    protected override void AppendDefault() => _offsets.Append(Values.Count);

    protected override bool TryAppendValue(ReadOnlySpan<byte> text) => false;

    protected override ArrowBuffer[] TakeValues()
    {
        ArrowBuffer[] offsets = [_offsets.Take()];
        _offsets.Append(0);
        return offsets;
    }

    protected override ArrayData[] TakeChildren() => [Values.BuildData()];
}
