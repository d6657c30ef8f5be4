using Apache.Arrow;
using DataflowWrite.Serialization.Text;
using DataflowWrite.Serialization.Text.Values;

namespace DataflowWrite.Serialization.JsonLines;

/// <summary>
/// A column of text. The bytes of a batch are searched once, so that values are only copied where none needs escapes.
/// </summary>
internal sealed class JsonTextColumn<TValues>(string name, ValueFrame frame) : ColumnWriter(name, frame)
    where TValues : struct, IByteValues
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
        if (_clean)
            output.Append(_values.Get(row));
        else
            JsonText.WriteEscaped(ref output, _values.Get(row));

        output.Append(Frame.After);
    }

    protected override void BindValues(ArrayData data, int reads, BufferPins pins)
    {
        _values.Bind(Name, data, pins);
        _clean = data.Length / MaxUnreadRatio <= reads && _values.TryGetAll(out var all) && !JsonText.HasSpecial(all);
    }
}
