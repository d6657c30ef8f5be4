using System.Text;
using Apache.Arrow;
using Apache.Arrow.Types;

namespace DataflowWrite.Sources.Values;

/// <summary><c>true</c> and <c>false</c>; in a declared column in any case, and <c>1</c> and <c>0</c>.</summary>
internal sealed class BoolColumn(bool inferred) : ColumnBuilder(BooleanType.Default)
{
    private readonly GrowingBuffer _bits = new();

    protected override void AppendDefault() => _bits.AppendBit(Count, false);

    protected override bool TryAppendValue(ReadOnlySpan<byte> text)
    {
        if (IsTrue(text))
            _bits.AppendBit(Count, true);
        else if (IsFalse(text))
            _bits.AppendBit(Count, false);
        else
            return false;

        return true;
    }

    protected override ArrowBuffer[] TakeValues() => [_bits.Take()];

    private bool IsTrue(ReadOnlySpan<byte> text)
        => text.SequenceEqual("true"u8) || (!inferred && (text.SequenceEqual("1"u8) || Ascii.EqualsIgnoreCase(text, "true"u8)));

    private bool IsFalse(ReadOnlySpan<byte> text)
        => text.SequenceEqual("false"u8) || (!inferred && (text.SequenceEqual("0"u8) || Ascii.EqualsIgnoreCase(text, "false"u8)));
}
