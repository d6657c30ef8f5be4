using System.Buffers;
using Apache.Arrow;
using Apache.Arrow.Types;

namespace DataflowWrite.Sources.Values;

/// <summary>Bytes from their hexadecimal digits.</summary>
internal sealed class BinaryColumn : ColumnBuilder
{
    private readonly GrowingBuffer _offsets = new();
    private readonly GrowingBuffer _bytes = new();

    public BinaryColumn()
        : base(BinaryType.Default)
        => _offsets.Append(0);

    protected override void AppendDefault() => _offsets.Append(_bytes.Length);

    protected override bool TryAppendValue(ReadOnlySpan<byte> text)
    {
        var target = _bytes.Reserve(text.Length / 2);
        if (Convert.FromHexString(text, target, out _, out _) != OperationStatus.Done)
            return false;

        _bytes.Advance(text.Length / 2);
        _offsets.Append(_bytes.Length);
        return true;
    }

    protected override ArrowBuffer[] TakeValues()
    {
        ArrowBuffer[] values = [_offsets.Take(), _bytes.Take()];
        _offsets.Append(0);
        return values;
    }
}
