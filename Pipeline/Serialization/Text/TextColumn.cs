using Apache.Arrow;
using DataflowWrite.Columns.Building;
using DataflowWrite.Serialization.Text.Values;

namespace DataflowWrite.Serialization.Text;

/// <summary>
/// A column of text. The bytes of a batch are searched once, so that values are only copied where none needs quotes or escapes.
/// </summary>
internal sealed class TextColumn<TValues, TFormat>(string name, ValueFrame frame, TFormat format) : ColumnWriter(name, frame)
    where TValues : struct, IByteValues
    where TFormat : struct, ITextFormat
{
    // Slices of a large dictionary would pay for all of it each time.
    private const int MaxUnreadRatio = 4;

    private TValues _values = new();
    private bool _clean;

    public override void Write(ref Utf8Output output, int row)
    {
        if (IsNull(row))
        {
            output.Append(Frame.Null);
            return;
        }

        output.Append(Frame.Before);
        format.Write(ref output, _values.Get(row), _clean);
        output.Append(Frame.After);
    }

    protected override void BindValues(ArrayData data, int reads, BufferPins pins)
    {
        _values.Bind(Name, data, pins);
        _clean = data.Length / MaxUnreadRatio <= reads && _values.TryGetAll(out var all) && !format.HasSpecial(all);
    }
}
