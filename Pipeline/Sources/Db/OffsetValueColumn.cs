using Apache.Arrow;
using Apache.Arrow.Types;
using DataflowWrite.Sources.Values;

namespace DataflowWrite.Sources.Db;

/// <summary>Values of any length, one behind the other.</summary>
internal abstract class OffsetValueColumn<T> : ValueColumn<T>
{
    private readonly GrowingBuffer _offsets = new();
    private readonly GrowingBuffer _bytes = new();

    protected OffsetValueColumn(IArrowType type)
        : base(type)
        => _offsets.Append(0);

    public override long Bytes => (long)_offsets.Length + _bytes.Length;

    protected override void AppendDefault() => _offsets.Append(_bytes.Length);

    protected sealed override bool TryAppendValue(T value)
    {
        if (!TryWrite(value, _bytes))
            return false;

        _offsets.Append(_bytes.Length);
        return true;
    }

    protected abstract bool TryWrite(T value, GrowingBuffer output);

    protected override ArrowBuffer[] TakeValues()
    {
        ArrowBuffer[] values = [_offsets.Take(), _bytes.Take()];
        _offsets.Append(0);
        return values;
    }
}
