using System.Text.Unicode;
using Apache.Arrow;
using Apache.Arrow.Types;

namespace DataflowWrite.Sources.Values;

/// <summary>UTF-8 text as it stands; bytes that are not UTF-8 do not fit.</summary>
internal sealed class TextColumn : ColumnBuilder
{
    private readonly GrowingBuffer _offsets = new();
    private readonly GrowingBuffer _text = new();

    public TextColumn()
        : base(StringType.Default)
        => _offsets.Append(0);

    protected override void AppendDefault() => _offsets.Append(_text.Length);

    protected override bool TryAppendValue(ReadOnlySpan<byte> text)
    {
        if (!Utf8.IsValid(text))
            return false;

        _text.Append(text);
        _offsets.Append(_text.Length);
        return true;
    }

    protected override ArrowBuffer[] TakeValues()
    {
        ArrowBuffer[] values = [_offsets.Take(), _text.Take()];
        _offsets.Append(0);
        return values;
    }
}
