using Apache.Arrow;
using Apache.Arrow.Types;

namespace DataflowWrite.Sources.Values;

internal sealed class FixedWidthColumn<T, TParser>(IArrowType type, TParser parser) : ColumnBuilder(type)
    where T : unmanaged
    where TParser : struct, IValueParser<T>
{
    private readonly GrowingBuffer _values = new();

    protected override void AppendDefault() => _values.Append<T>(default);

    protected override bool TryAppendValue(ReadOnlySpan<byte> text)
    {
        if (!parser.TryParse(text, out var value))
            return false;

        _values.Append(value);
        return true;
    }

    protected override ArrowBuffer[] TakeValues() => [_values.Take()];
}
