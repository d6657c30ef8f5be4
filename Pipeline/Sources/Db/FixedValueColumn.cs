using Apache.Arrow;
using Apache.Arrow.Types;
using DataflowWrite.Sources.Values;

namespace DataflowWrite.Sources.Db;

internal sealed class FixedValueColumn<TIn, TOut, TConverter>(IArrowType type, TConverter converter) : ValueColumn<TIn>(type)
    where TOut : unmanaged
    where TConverter : struct, IValueConverter<TIn, TOut>
{
    private readonly GrowingBuffer _values = new();

    public override long Bytes => _values.Length;

    protected override void AppendDefault() => _values.Append<TOut>(default);

    protected override bool TryAppendValue(TIn value)
    {
        if (!converter.TryConvert(value, out var result))
            return false;

        _values.Append(result);
        return true;
    }

    protected override ArrowBuffer[] TakeValues() => [_values.Take()];
}
