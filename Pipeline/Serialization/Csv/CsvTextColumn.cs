using Apache.Arrow;
using DataflowWrite.Serialization.Text;
using DataflowWrite.Serialization.Text.Values;

namespace DataflowWrite.Serialization.Csv;

/// <summary>
/// A column of text. The bytes of a batch are searched once, so that values are only copied where none needs quotes.
/// </summary>
internal sealed class CsvTextColumn<TValues>(string name, ValueFrame frame, CsvText text) : ColumnWriter(name, frame)
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

        text.Write(ref output, _values.Get(row), _clean);
        output.Append(Frame.After);
    }

    protected override void BindValues(ArrayData data, int reads, BufferPins pins)
    {
        _values.Bind(Name, data, pins);
        _clean = data.Length / MaxUnreadRatio <= reads && _values.TryGetAll(out var all) && !text.HasSpecial(all);
    }
}
