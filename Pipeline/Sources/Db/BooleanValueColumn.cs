using Apache.Arrow;
using Apache.Arrow.Types;
using DataflowWrite.Sources.Values;

namespace DataflowWrite.Sources.Db;

internal sealed class BooleanValueColumn() : ValueColumn<bool>(BooleanType.Default)
{
    private readonly GrowingBuffer _bits = new();

    public override long Bytes => _bits.Length;

    protected override void AppendDefault() => _bits.AppendBit(Count, false);

    protected override bool TryAppendValue(bool value)
    {
        _bits.AppendBit(Count, value);
        return true;
    }

    protected override ArrowBuffer[] TakeValues() => [_bits.Take()];
}
