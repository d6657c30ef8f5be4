using System.Runtime.CompilerServices;
using Apache.Arrow;
using DataflowWrite.Columns.Building;
using DataflowWrite.Serialization.Text.Values;

namespace DataflowWrite.Serialization.Text;

/// <summary>
/// A column of text. Values are copied and searched in one pass; those with bytes that need quotes or escapes are written again by the format.
/// </summary>
internal sealed class TextColumn<TValues, TFormat>(string name, ValueFrame frame, TFormat format) : ColumnWriter(name, frame)
    where TValues : struct, IByteValues
    where TFormat : struct, ITextFormat
{
    // As in FramedFormat: what is not written at once is left to a call at the end.
    private readonly long _room = frame.IsShort ? frame.Length + ValueFrame.Slack : int.MaxValue;
    private readonly AsciiSet _special = format.Special;
    private TValues _values = new();

    public override void Write(ref Utf8Output output, int row)
    {
        if (IsNull(row))
        {
            output.Append(Frame.Null);
            return;
        }

        var value = _values.Get(row);
        if (!output.HasRoom(_room + value.Length))
        {
            WriteAny(ref output, value);
            return;
        }

        var frame = Frame;
        ref var start = ref output.Next;
        var length = frame.Open(ref start);
        if (!_special.TryCopy(value, ref Unsafe.Add(ref start, length)) || !format.IsVerbatim(value))
        {
            WriteAny(ref output, value);
            return;
        }

        length += value.Length;
        output.Advance(length + frame.Close(ref Unsafe.Add(ref start, length)));
    }

    protected override void BindValues(ArrayData data, BufferPins pins) => _values.Bind(Name, data, pins);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void WriteAny(ref Utf8Output output, ReadOnlySpan<byte> value)
    {
        output.Append(Frame.Before);
        format.Write(ref output, value, clean: false);
        output.Append(Frame.After);
    }
}
